export interface TurnsOptions {
  /** How many pieces of work go on at once. */
  readonly atOnce: number
  /** How many of them may be one person's. */
  readonly ofOne: number
  /** How many more of one person's may wait. */
  readonly waiting: number
}

export interface Work<T> {
  /** Whose it is. */
  readonly who: string
  /** Goes before what is not, since nobody can be told to wait: a search, a form that opens again. */
  readonly urgent?: boolean
  /** Done instead, at once, where too many of theirs wait; `told`: it was before, since nothing of theirs waited. */
  readonly excess: (told: boolean) => T
  readonly work: () => Promise<T>
}

/** Somebody of whom something waits or goes on. */
interface Person {
  underWay: number
  told: boolean
  readonly waiting: (() => void)[]
}

/**
 * Lets so much go on at once, and has people take turns: whoever asks for one thing does not wait for all that
 * somebody else has asked for before. Everybody's own is taken up in the order in which it came, but of what is
 * urgent the newest first: a search for two letters is of no use once there are three.
 */
export function takingTurns({ atOnce, ofOne, waiting }: TurnsOptions): <T>(work: Work<T>) => Promise<T> {
  const people = new Map<string, Person>()
  /** Those of whom something waits and who have room for it, whose turn is next first. */
  const line: Person[] = []
  let free = atOnce

  function queue(person: Person, urgent = false): void {
    const at = line.indexOf(person)
    if (at >= 0 && !urgent) return
    if (at >= 0) line.splice(at, 1)
    if (person.waiting.length === 0 || person.underWay >= ofOne) return
    if (urgent) line.unshift(person)
    else line.push(person)
  }

  function goOn(): void {
    while (free > 0) {
      const person = line.shift()
      const begin = person?.waiting.shift()
      if (!person || !begin) return
      free -= 1
      person.underWay += 1
      queue(person)
      begin()
    }
  }

  return async ({ who, urgent = false, excess, work }) => {
    const person = people.get(who) ?? { underWay: 0, told: false, waiting: [] }
    if (person.waiting.length >= waiting) {
      const { told } = person
      person.told = true
      return excess(told)
    }
    people.set(who, person)
    await new Promise<void>((begin) => {
      if (urgent) person.waiting.unshift(begin)
      else person.waiting.push(begin)
      queue(person, urgent)
      goOn()
    })
    try {
      return await work()
    } finally {
      free += 1
      person.underWay -= 1
      if (person.underWay === 0 && person.waiting.length === 0) people.delete(who)
      queue(person)
      goOn()
    }
  }
}
