import { describe, expect, it } from 'vitest'
import { askingUnasked, brokenBy } from '../../src/tools/boundaries.ts'
import { circles, type Import } from '../../src/tools/imports.ts'

const importing = (file: string, target: string, types = false): Import => ({
  file,
  target,
  ours: target.startsWith('src/') || target.startsWith('commands/'),
  types,
})

describe('who may import whom', () => {
  it.each([
    ['commands/join.ts', 'src/programme/joining.ts'],
    ['src/deliveries/prompt.ts', 'src/port/platform.ts'],
    ['src/platforms/slack/slack.ts', '@slack/bolt'],
    ['src/bot.ts', 'src/platforms/slack/slack.ts'],
  ])('%s may import %s', (file, target) => expect(brokenBy(importing(file, target))).toBeUndefined())

  it.each([
    ['commands/join.ts', 'src/database/open.ts'],
    ['src/programme/joining.ts', 'src/messages/voice.ts'],
    ['src/matching/match.ts', 'src/programme/clock.ts'],
    ['src/platforms/slack/slack.ts', 'src/platforms/discord/discord.ts'],
    ['src/programme/joining.ts', '@slack/bolt'],
    ['src/sandbox/count.ts', 'src/chat/message.ts'],
    ['src/platforms/carrier-pigeon/pigeon.ts', 'src/programme/clock.ts'],
  ])('%s may not import %s', (file, target) => expect(brokenBy(importing(file, target))).toContain(file))

  it('lets types of rows be named where the database may not be asked', () => {
    const rows = 'src/database/generated/client.ts'
    expect(brokenBy(importing('src/messages/profile.ts', rows, true))).toBeUndefined()
    expect(brokenBy(importing('src/messages/profile.ts', rows))).toContain(rows)
    expect(askingUnasked(['commands/join.ts'], () => 'desk.prisma.round')).toHaveLength(1)
    expect(askingUnasked(['src/programme/joining.ts'], () => 'desk.prisma.round')).toEqual([])
  })
})

it('finds circles of files, also of types alone', () => {
  const round = [
    importing('src/a.ts', 'src/b.ts'),
    importing('src/b.ts', 'src/c.ts', true),
    importing('src/c.ts', 'src/a.ts'),
  ]
  expect(circles(round)).toEqual([['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/a.ts']])
  expect(circles(round.slice(0, 2))).toEqual([])
})
