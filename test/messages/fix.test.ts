import { describe, expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import { howToGrant, howToMend } from '../../src/messages/fix.ts'
import { createVoice } from '../../src/messages/voice.ts'
import { PERMISSIONS } from '../../src/platforms/discord/permissions.ts'
import { BOT_SCOPES } from '../../src/platforms/slack/manifest.ts'
import { OBSTACLES, WHY_KEPT_OUT } from '../../src/port/outcome.ts'

const voice = createVoice({
  locale: 'en',
  platform: 'slack',
  typed: (name) => `/${name}`,
  press: () => '',
  form: () => '',
})

describe('what an organiser can do', () => {
  it.each(OBSTACLES)(
    'about %s is a sentence of its own, and no permission that nobody can grant',
    (obstacle) => {
      const told = howToGrant(obstacle, 'slack', voice)
      expect(told).not.toContain('The permission “')
      expect(told).toMatch(/\.$/)
    },
  )

  it.each([
    ...Object.keys(BOT_SCOPES).map((scope) => ['slack', scope]),
    ...PERMISSIONS.map(({ name }) => ['discord', name]),
  ] as const)('on %s about the permission %s names it', (platform = '', permission = '') => {
    expect(howToGrant(permission, platform, voice)).toContain(`The permission “${permission}” is missing`)
  })

  it.each(WHY_KEPT_OUT)('about somebody who is kept out: %s', (why) => {
    for (const platform of ['slack', 'discord']) {
      const told = unmarked(howToMend({ error: `refused:${why}` }, platform, voice))
      expect(told).toMatch(/^Somebody could not be let in: .*\.$/)
      expect(told).not.toMatch(/workspace is|permission “/)
    }
  })

  it('about whatever else is refused names the code for whoever runs the bot', () => {
    expect(howToMend({ error: 'refused:50035' }, 'discord', voice)).toContain('(50035)')
  })
})
