import type { PrismaClient } from '../../../src/database/generated/client.ts'

/**
 * What is so in a database that holds one programme, in words that are the same whatever ids were given and in
 * whatever order things happened: two ways to the same state have equal facts.
 */
export async function factsOf(prisma: PrismaClient): Promise<readonly string[]> {
  const [
    rounds,
    enrolments,
    partnerships,
    effects,
    organisers,
    workspaces,
    interests,
    accounts,
    audits,
    runs,
  ] = await Promise.all([
    prisma.round.findMany({ include: { topics: true } }),
    prisma.enrolment.findMany({ include: { round: true } }),
    prisma.partnership.findMany({ include: { members: true, spaces: true } }),
    prisma.effect.findMany(),
    prisma.organiser.findMany(),
    prisma.workspace.findMany(),
    prisma.interest.findMany(),
    prisma.account.findMany({ include: { person: true } }),
    prisma.auditEntry.findMany(),
    prisma.matchRun.findMany(),
  ])
  const names = new Map<string, string>()
  for (const { id, externalId, personId } of accounts) {
    names.set(id, externalId).set(personId, externalId)
  }
  const named = (id: string) => names.get(id) ?? id
  for (const { id, externalId } of workspaces) names.set(id, externalId)
  for (const { id, number } of rounds) names.set(id, `round-${number}`)
  for (const { id, members } of partnerships) {
    const together = members.map(({ personId }) => named(personId)).sort()
    names.set(id, together.join('+'))
  }
  for (const { id, index } of rounds.flatMap(({ topics }) => topics)) names.set(id, `topic-${index}`)
  for (const { id } of runs) names.set(id, 'run')
  const known = new RegExp([...names.keys()].join('|'), 'g')
  const read = (key: string) => key.replace(known, named)
  return [
    ...rounds.map(({ number, state }) => `round ${number} is ${state}`),
    ...enrolments.map(
      (one) => `${named(one.personId)} in ${one.round.number}: ${one.state} ${one.why ?? ''}`,
    ),
    ...partnerships.map(({ id, endedAt }) => `partners ${named(id)}${endedAt ? ', ended' : ''}`),
    ...partnerships.flatMap(({ id, members }) =>
      members.map(({ personId, leftAt }) => `${named(personId)} of ${named(id)}${leftAt ? ', left' : ''}`),
    ),
    ...effects.map(({ kind, key, state }) => `effect ${kind} ${read(key)} ${state}`),
    ...organisers.map(({ personId }) => `organiser ${named(personId)}`),
    ...workspaces.map(({ externalId }) => `workspace ${externalId}`),
    ...interests.map(({ personId }) => `${named(personId)} wants to hear`),
    ...accounts.map((one) => `${one.externalId} ${one.leftAt ? 'left' : 'is there'}, ${one.person.country}`),
    ...accounts.map(({ externalId, person }) => `${externalId} waited ${person.waited}`),
    ...audits.map(({ what, actorAccountId }) => `${named(actorAccountId)} did ${what}`),
    ...runs.map(({ publishedAt }) => `a draft${publishedAt ? ', published' : ''}`),
  ].sort()
}
