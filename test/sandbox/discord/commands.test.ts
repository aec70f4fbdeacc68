import { type REST, Routes } from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { refusal, rest, type Scene, scene } from './bot.ts'

let at: Scene
let api: REST

beforeAll(async () => {
  at = await scene()
  api = rest(at)
})
afterAll(() => at.discord.close())

const global = () => Routes.applicationCommands(at.app)
const put = (...commands: object[]) =>
  api.put(global(), { body: commands }) as Promise<{ id: string; name: string }[]>
const plain = (name: string, more: object = {}) => ({ name, description: 'x', ...more })
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more })
const choices = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `c${i}`, value: `${i}` }))

it.each<[string, object]>([
  ['capitals', plain('Join')],
  ['a blank in the name', plain('join round')],
  ['33 characters', plain('x'.repeat(33))],
  ['no description', { name: 'join' }],
  ['101 characters of description', { name: 'join', description: 'x'.repeat(101) }],
  ['26 options', plain('join', { options: Array.from({ length: 26 }, (_, i) => option(`o${i}`)) })],
  ['26 choices', plain('join', { options: [option('o', { choices: choices(26) })] })],
  [
    'choices that complete',
    plain('join', { options: [option('o', { choices: choices(1), autocomplete: true })] }),
  ],
  ['an option twice', plain('join', { options: [option('o'), option('o')] })],
  ['required after optional', plain('join', { options: [option('a'), option('b', { required: true })] })],
  ['an unknown locale', plain('join', { name_localizations: { xx: 'y' } })],
  ['an unknown field', plain('join', { permission: '0' })],
  [
    'more than 8,000 characters',
    plain('join', {
      options: Array.from({ length: 25 }, (_, i) =>
        option(`o${i}`, {
          choices: Array.from({ length: 4 }, (_, j) => ({ name: `${j}`.padEnd(90, 'x'), value: `${j}` })),
        }),
      ),
    }),
  ],
])('refuses %s', async (_, command) => {
  expect(await refusal(put(command))).toMatchObject({ status: 400, code: 50035 })
})

it('keeps the id of what is registered again, and drops what is not', async () => {
  const [join, leave] = await put(plain('join', { name_localizations: { de: 'mitmachen' } }), plain('leave'))
  const [again] = await put(plain('join'))
  expect(again?.id).toBe(join?.id)
  expect(await refusal(api.get(Routes.applicationCommand(at.app, leave?.id ?? '')))).toMatchObject({
    code: 10063,
  })
  await api.patch(Routes.applicationCommand(at.app, join?.id ?? ''), { body: { description: 'new' } })
  expect(await api.get(global())).toMatchObject([{ name: 'join', description: 'new' }])
})

it('gives translations only to those who ask', async () => {
  await put(plain('join', { name_localizations: { de: 'mitmachen' } }))
  expect(await api.get(global())).not.toHaveProperty([0, 'name_localizations'])
  const asked = await api.get(global(), { query: new URLSearchParams({ with_localizations: 'true' }) })
  expect(asked).toMatchObject([{ name_localizations: { de: 'mitmachen' } }])
})

it('takes 200 new commands a day in each guild', async () => {
  const guild = Routes.applicationGuildCommands(at.app, at.guild)
  const set = (round: number) => Array.from({ length: 100 }, (_, i) => plain(`c${round}-${i}`))
  await api.put(guild, { body: set(1) })
  expect(await refusal(api.post(guild, { body: plain('one-more') }))).toMatchObject({ code: 30032 })
  await api.put(guild, { body: set(1) })
  await api.put(guild, { body: set(2) })
  expect(await refusal(api.put(guild, { body: set(3) }))).toMatchObject({ code: 30034 })
})
