export interface LatelyOptions {
  /** How long an answer serves those who ask again, ms. */
  readonly servesMs: number
  /** How long anybody waits for one, ms. */
  readonly patienceMs: number
  /** After how long a question that nobody answered is asked anew, ms. */
  readonly givenUpMs: number
}

interface Question<T> {
  readonly asked: number
  readonly answer: Promise<T | undefined>
  answered?: number
}

/**
 * Asks once for all who want to know: one question is under way at most, and its answer serves a little longer.
 * Whoever asks a thousand times a second costs one question a second, and what they hear is as old at most.
 * What fails, or takes too long, is undefined.
 */
export function lately<T>(ask: () => Promise<T>, options: LatelyOptions): () => Promise<T | undefined> {
  const { servesMs, patienceMs, givenUpMs } = options
  let question: Question<T> | undefined

  const over = ({ asked, answered }: Question<T>, now: number) =>
    answered === undefined ? now - asked >= givenUpMs : now - answered >= servesMs

  function begin(asked: number): Question<T> {
    const answer = ask().catch(() => undefined)
    const begun: Question<T> = { asked, answer }
    void answer.then(() => {
      begun.answered = performance.now()
    })
    return begun
  }
  return () => {
    const now = performance.now()
    if (question === undefined || over(question, now)) question = begin(now)
    return within(question.answer, Math.max(0, question.asked + patienceMs - now))
  }
}

async function within<T>(answer: Promise<T | undefined>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
