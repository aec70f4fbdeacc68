import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takingTurns } from '../../src/interactions/turns.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Turns in which whoever tests says when a piece of work ends. */
function holding(options: Parameters<typeof takingTurns>[0]) {
  const turns = takingTurns(options)
  const begun: string[] = []
  const ends = new Map<string, (failed?: true) => void>()
  const ask = (who: string, name: string, urgent = false) =>
    turns({
      who,
      urgent,
      excess: () => 'left out',
      work: () => {
        begun.push(name)
        return new Promise<string>((resolve, reject) => {
          ends.set(name, (failed) => (failed ? reject(new Error(name)) : resolve(name)))
        })
      },
    })
  const end = async (name: string, failed?: true) => {
    await settled()
    const ending = ends.get(name)
    expect(ending, `${name} has not begun`).toBeDefined()
    ending?.(failed)
    await settled()
  }
  return { ask, end, begun }
}

describe('turns', () => {
  it('let so many go on at once, the others in their order, also after a failure', async () => {
    const { ask, end, begun } = holding({ atOnce: 2, ofOne: 1, waiting: 9 })
    const all = ['a', 'b', 'c', 'd'].map((name) => ask(name, name).catch(() => 'failed'))
    await settled()
    expect(begun).toEqual(['a', 'b'])
    await end('b', true)
    expect(begun).toEqual(['a', 'b', 'c'])
    await end('a')
    await end('c')
    await end('d')
    expect(await Promise.all(all)).toEqual(['a', 'failed', 'c', 'd'])
    const last = ask('e', 'e')
    await end('e')
    expect(await last).toBe('e')
  })

  it('go round: whoever asks for one thing waits for one of somebody else’s', async () => {
    const { ask, end, begun } = holding({ atOnce: 1, ofOne: 1, waiting: 9 })
    for (const name of ['a1', 'a2', 'a3']) void ask('a', name)
    for (const name of ['b1', 'b2']) void ask('b', name)
    void ask('c', 'c1')
    for (const name of ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']) await end(name)
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  })

  it('leave room beside one person, and are not taken up by what they ask for too much', async () => {
    const { ask, end, begun } = holding({ atOnce: 3, ofOne: 2, waiting: 2 })
    const theirs = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map((name) => ask('a', name))
    void ask('b', 'b1')
    await settled()
    expect(begun).toEqual(['a1', 'a2', 'b1'])
    expect(await Promise.all(theirs.slice(4))).toEqual(['left out', 'left out'])
    await end('a1')
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
    // There is room again.
    void ask('a', 'a7')
    for (const name of ['a2', 'a3', 'a4', 'a7']) await end(name)
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4', 'a7'])
  })

  it('let what nobody can wait for go before a crowd, and not before everybody for ever', async () => {
    const { ask, end, begun } = holding({ atOnce: 2, ofOne: 1, waiting: 9 })
    for (const name of ['a', 'b', 'c', 'd']) void ask(name, name)
    for (const name of ['e1', 'e2', 'e3']) void ask('e', name, true)
    await end('a')
    await end('b')
    expect(begun).toEqual(['a', 'b', 'e3', 'c'])
    await end('c')
    expect(begun).toEqual(['a', 'b', 'e3', 'c', 'd'])
  })

  it('do everything once that is not left out, whoever asks in whatever order, and bound all of it', async () => {
    const asking = fc.record({ who: fc.constantFrom('a', 'b', 'c', 'd'), urgent: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(asking, { maxLength: 60 }), async (all) => {
        const turns = takingTurns({ atOnce: 3, ofOne: 2, waiting: 4 })
        const underWay = new Map<string, number>()
        const count = () => [...underWay.values()].reduce((sum, number) => sum + number, 0)
        const answers = all.map(({ who, urgent }) =>
          turns({
            who,
            urgent,
            excess: () => 'left out',
            work: async () => {
              underWay.set(who, (underWay.get(who) ?? 0) + 1)
              expect(underWay.get(who)).toBeLessThanOrEqual(2)
              expect(count()).toBeLessThanOrEqual(3)
              await settled()
              underWay.set(who, (underWay.get(who) ?? 0) - 1)
              return 'done'
            },
          }),
        )
        const became = await Promise.all(answers)
        for (const who of ['a', 'b', 'c', 'd']) {
          const theirs = became.filter((_, index) => all[index]?.who === who)
          expect(theirs.filter((one) => one === 'done').length).toBeGreaterThanOrEqual(
            Math.min(theirs.length, 4),
          )
        }
        expect(count()).toBe(0)
      }),
    )
  })
})
