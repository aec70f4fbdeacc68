import { describe, expect, it } from 'vitest'
import { type Circumstances, factsOf } from '../../src/stage/told.ts'

const WORKSPACES = [
  {
    id: 'W1',
    platform: 'slack',
    externalId: 'T1',
    announcementsRef: 'C1',
    forumRef: 'C2',
    organisersRef: 'C3',
  },
]

/** A round that so many have joined, the last of whom came in by the page's door. */
function circumstances(joined: number, round: object = {}, more: object = {}): Circumstances {
  const enrolments = Array.from({ length: joined }, (_, at) => ({
    personId: `P${at}`,
    state: 'joined',
    account: { externalId: `U${at}`, workspaceId: 'W1' },
    person: { country: 'IS', languages: ['is'] },
  }))
  return {
    read: {
      workspaces: WORKSPACES,
      round: { state: 'open', openedAt: new Date(), ...round },
      enrolments,
      ...more,
    },
    places: (countries: readonly string[]) => countries.map(() => [1, 2] as const),
    visitor: { platform: 'slack', person: `U${joined - 1}` },
    expected: 10,
    connected: true,
  } as unknown as Circumstances
}

describe('how many have joined', () => {
  it.each([
    [9, 9, 10, 'people have joined'],
    [10, 10, 10, 'people have joined'],
    [11, 11, 11, 'people have joined: 10 invented people and you'],
    [12, 12, 12, 'people have joined: 10 invented people, you, and 1 more so that nobody is left over'],
  ])('says of %d who those are whom nobody expected', (joined, done, of, what) => {
    expect(factsOf(circumstances(joined)).count).toEqual({ done, of, what })
  })
})

describe('the steps', () => {
  const now = (given: Circumstances) => factsOf(given).steps.find(({ state }) => state === 'now')?.title

  it.each([
    ['Join', {}, {}],
    ['Match', { state: 'matching' }, {}],
    ['Publish', { state: 'matching' }, { drafts: 1 }],
    ['Channels', { state: 'publishing', publishedAt: new Date() }, { drafts: 1 }],
  ])('are at %s where the organiser has come so far', (title, round, more) => {
    expect(now(circumstances(10, round, more))).toBe(title)
  })
})
