import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whose press counts: one user of a workspace, or anybody in it. */
export type Audience = { readonly user: string } | 'anybody'

export interface Sealed {
  readonly name: string
  readonly args: readonly string[]
}

/**
 * Ids of buttons and forms: `name~arg~arg~seal`. The seal is a keyed hash over what it is for, the
 * workspace, and whoever may use it, so that an id can be neither forged nor used by somebody else or
 * elsewhere. It holds identifiers only.
 */
export interface Sealer {
  seal(purpose: Purpose, workspace: string, audience: Audience, name: string, args: readonly string[]): string
  /** What was sealed for this user or for anybody, or undefined. */
  open(purpose: Purpose, workspace: string, user: string, id: string): Sealed | undefined
}

export type Purpose = 'action' | 'form'

const SEPARATOR = '~'
/** 72 bits. */
const SEAL_LENGTH = 12
/** Discord's custom_id holds 100 characters, of which a form's id leaves 30 to the platform. */
const LONGEST: Readonly<Record<Purpose, number>> = { action: 100, form: 70 }

export function createSealer(secret: string): Sealer {
  const sealOf = (purpose: Purpose, workspace: string, audience: Audience, body: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['seal', purpose, workspace, audience, body]))
      .digest('base64url')
      .slice(0, SEAL_LENGTH)
  return {
    seal(purpose, workspace, audience, name, args) {
      const body = [name, ...args].join(SEPARATOR)
      if ([name, ...args].some((part) => part.includes(SEPARATOR)))
        throw new RangeError('a part holds the separator')
      const id = `${body}${SEPARATOR}${sealOf(purpose, workspace, audience, body)}`
      if (id.length > LONGEST[purpose]) throw new RangeError(`the id of ${name} is too long: ${id.length}`)
      return id
    },
    open(purpose, workspace, user, id) {
      const end = id.lastIndexOf(SEPARATOR)
      if (end < 1) return undefined
      const body = id.slice(0, end)
      const seal = Buffer.from(id.slice(end + 1))
      const fits = [{ user }, 'anybody' as const].some((audience) => {
        const expected = Buffer.from(sealOf(purpose, workspace, audience, body))
        return expected.length === seal.length && timingSafeEqual(expected, seal)
      })
      if (!fits) return undefined
      const [name = '', ...args] = body.split(SEPARATOR)
      return { name, args }
    },
  }
}
