import { expect, it } from 'vitest'
import { FieldMaker } from '../../src/messages/form-fields.ts'
import { optionsOf } from '../../src/platforms/slack/render.ts'
import { voiceOn } from './said.ts'

it('are held once for all whose forms say the same, also as Slack has them', () => {
  const offered = () => {
    const field = new FieldMaker(undefined, voiceOn('slack')).choice('sector', 'sector', ['public'], null)
    return field.kind === 'choice' ? field.options : []
  }
  expect(offered()).toHaveLength(1)
  expect(offered()).toBe(offered())
  expect(optionsOf(offered())).toBe(optionsOf(offered()))
  expect(optionsOf([...offered()])).not.toBe(optionsOf(offered()))
})
