/** A place in a file of the program where something plausible is broken, so that walks have to find it. */
export interface Break {
  readonly file: string
  /** The words of the file, and what stands there instead. */
  readonly from: string
  readonly to: string
}

/** What is broken, in words, and how. */
export const BROKEN: Readonly<Record<string, Break>> = {
  'a round waits for longer than a day': {
    file: 'src/programme/rounds/move-on.ts',
    from: 'createdAt: { gte: dayAgo },',
    to: '',
  },
  'a workspace that is halted for a day holds a round': {
    file: 'src/programme/rounds/move-on.ts',
    from: ', OR: [{ haltedAt: null }, { haltedAt: { gte: dayAgo } }]',
    to: '',
  },
  'what failed holds a round': {
    file: 'src/programme/rounds/move-on.ts',
    from: 'state: { in: UNDER_WAY },',
    to: "state: { in: [...UNDER_WAY, 'failed'] },",
  },
  'a round waits for nothing': {
    file: 'src/programme/rounds/move-on.ts',
    from: 'if (await isWaitedFor(desk, id)) return',
    to: '',
  },
  'a closed registration cannot be called off': {
    file: 'src/programme/rounds/call-off.ts',
    from: "['planned', 'open', 'matching']",
    to: "['planned', 'open']",
  },
  'a closed registration cannot be opened again': {
    file: 'src/programme/rounds/reopen.ts',
    from: "{ programmeId }, 'matching')",
    to: "{ programmeId }, 'planned')",
  },
  'the days of grace never end': {
    file: 'src/programme/removals.ts',
    from: 'if (!installation.gone || graceEnds(installation.gone, programme) > desk.wall()) continue',
    to: 'if (installation.gone) continue',
  },
  'what failed is not tried where the bot is back': {
    file: 'src/programme/removals.ts',
    from: 'AND i."gone" IS NULL AND w."disconnectedAt" IS NULL',
    to: 'AND i."gone" IS NOT NULL AND w."disconnectedAt" IS NULL',
  },
  'a lost channel is not noticed': {
    file: 'src/deliveries/programme-channel.ts',
    from: 'await noteLostChannel(desk, workspace.id, purpose, ref)',
    to: '',
  },
  'what waited for a channel does not go there': {
    file: 'src/programme/channels.ts',
    from: "state: 'failed', error: NO_CHANNEL },",
    to: "state: 'failed', error: 'nothing' },",
  },
  'nobody can take over': {
    file: 'src/programme/organisers.ts',
    from: 'const PRESENT = {\n  leftAt: null,',
    to: 'const PRESENT = {',
  },
  'earlier partners meet again, whatever the rule': {
    file: 'src/programme/past-pairs/reunion.ts',
    from: "if (reunion === 'rather_than_nobody') return true",
    to: 'if (round !== null) return true',
  },
  'earlier partners meet a round too early': {
    file: 'src/programme/past-pairs/reunion.ts',
    from: 'number > (round ?? 0)',
    to: 'number >= (round ?? 0)',
  },
  'an empty round is published': {
    file: 'src/programme/rounds/publish.ts',
    from: "if (result.pairs.length + result.trios.length === 0) throw new Problem('nobody-paired', { number, id })",
    to: '',
  },
  'a draft is published that fits no more': {
    file: 'src/programme/rounds/publish.ts',
    from: 'if (hashPool(pool) !== run.inputsHash) {',
    to: 'if (hashPool(pool) === undefined) {',
  },
  'an old button acts on the next round': {
    file: 'src/programme/rounds/current.ts',
    from: 'if (asked !== undefined && asked !== id)',
    to: "if (asked === '')",
  },
  'whoever leaves the workspace stays in the round': {
    file: 'src/programme/departure.ts',
    from: 'if (takesPart > 0 || elsewhere === 0)',
    to: 'if (takesPart > 0 && elsewhere > 0)',
  },
  'whoever is left alone keeps being matched': {
    file: 'src/programme/leaving.ts',
    from: "where: { roundId, personId, state: 'matched' },",
    to: "where: { roundId, personId, state: 'unmatched' },",
  },
  'what may have been done is done again unseen': {
    file: 'src/outbox/claim.ts',
    from: 'look: row.firstCallAt !== null,',
    to: 'look: false,',
  },
  'what cannot be told is looked for for ever': {
    file: 'src/outbox/effect.ts',
    from: 'export const UNCLEAR_MS = 24 *',
    to: 'export const UNCLEAR_MS = 24_000 *',
  },
  'a halted workspace is never tried again': {
    file: 'src/outbox/claim.ts',
    from: 'OR w."haltTriedAt" <= ',
    to: 'OR w."haltTriedAt" IS NULL AND w."haltedAt" <= ',
  },
  'a topic opens after the end': {
    file: 'src/deliveries/forum-post.ts',
    from: "if (isOver(round)) return { kind: 'overtaken' }",
    to: '',
  },
  'the guide tells of a partner after the end': {
    file: 'src/programme/standing.ts',
    from: 'where: { leftAt: null, partnership: { endedAt: null } },',
    to: 'where: { leftAt: null },',
  },
  'a refusal leads nowhere': {
    file: 'src/messages/help.ts',
    from: "'no-partner': WHERE_I_STAND,",
    to: "'no-partner': undefined,",
  },
  'a workspace cannot be connected again': {
    file: 'src/programme/setup.ts',
    from: 'findFirst({ where: { platform, externalId, disconnectedAt: null } })',
    to: 'findFirst({ where: { platform, externalId } })',
  },
}
