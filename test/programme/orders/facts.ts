import type { Prisma } from '../../../src/database/generated/client.ts'
import type { Saved } from './saved.ts'

/** The rows of a table, as JSON has them. */
type Rows<Name extends Prisma.ModelName> = Prisma.TypeMap['model'][Name]['payload']['scalars'][]

/**
 * What is so in a database that holds one programme, in words that are the same whatever ids were given and in
 * whatever order things happened: two ways to the same state have equal facts.
 */
export function factsOf(saved: Saved): readonly string[] {
  const all = <Name extends Prisma.ModelName>(name: Name): Rows<Name> => JSON.parse(saved[name] ?? '[]')
  const [rounds, topics, runs] = [all('Round'), all('RoundTopic'), all('MatchRun')]
  const [accounts, people, workspaces] = [all('Account'), all('Person'), all('Workspace')]
  const [partnerships, members] = [all('Partnership'), all('Membership')]
  const names = new Map<string, string>()
  for (const { id, externalId, personId } of accounts) {
    names.set(id, externalId).set(personId, externalId)
  }
  const named = (id: string) => names.get(id) ?? id
  for (const { id, externalId } of workspaces) names.set(id, externalId)
  for (const { id, number } of rounds) names.set(id, `round-${number}`)
  for (const { id } of partnerships) {
    const together = members.flatMap(({ partnershipId, personId }) =>
      partnershipId === id ? [named(personId)] : [],
    )
    names.set(id, together.sort().join('+'))
  }
  for (const { id, index } of topics) names.set(id, `topic-${index}`)
  for (const { id } of runs) names.set(id, 'run')
  const known = new RegExp([...names.keys()].join('|'), 'g')
  const read = (key: string) => key.replace(known, named)
  const person = (id: string) => people.find((one) => one.id === id)
  return [
    ...rounds.map(({ number, state }) => `round ${number} is ${state}`),
    ...all('Enrolment').map(
      (one) => `${named(one.personId)} in ${named(one.roundId)}: ${one.state} ${one.why ?? ''}`,
    ),
    ...partnerships.map(({ id, endedAt }) => `partners ${named(id)}${endedAt ? ', ended' : ''}`),
    ...members.map(
      ({ personId, partnershipId, leftAt }) =>
        `${named(personId)} of ${named(partnershipId)}${leftAt ? ', left' : ''}`,
    ),
    ...all('Effect').map(({ kind, key, state }) => `effect ${kind} ${read(key)} ${state}`),
    ...all('Organiser').map(({ personId }) => `organiser ${named(personId)}`),
    ...workspaces.map(({ externalId }) => `workspace ${externalId}`),
    ...all('Interest').map(({ personId }) => `${named(personId)} wants to hear`),
    ...accounts.map(
      (one) =>
        `${one.externalId} ${one.leftAt ? 'left' : 'is there'}, ${person(one.personId)?.country}, waited ${person(one.personId)?.waited}`,
    ),
    ...all('AuditEntry').map(({ what, actorAccountId }) => `${named(actorAccountId)} did ${what}`),
    ...runs.map(({ publishedAt }) => `a draft${publishedAt ? ', published' : ''}`),
  ].sort()
}
