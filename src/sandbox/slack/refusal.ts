/** An answer of `{ok: false, error: code}`, with what else belongs into it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly extra: Record<string, unknown>

  constructor(code: string, extra: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.extra = extra
  }
}

/** A refusal with lines that say what is wrong where. */
export const refusalWith = (code: string, messages: readonly string[]): Refusal =>
  new Refusal(code, {
    ...(code === 'invalid_blocks' && { errors: messages }),
    response_metadata: { messages },
  })
