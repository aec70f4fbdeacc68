import { Events, MessageFlags, Routes, SlashCommandBuilder } from 'discord.js'
import { expect, it } from 'vitest'
import { connect, rest, scene } from './bot.ts'

it('takes 392 commands at once, each answered within the real three seconds', async () => {
  const at = await scene({ rateScale: 1 })
  const client = await connect(at)
  await rest(at).put(Routes.applicationCommands(at.app), {
    body: [new SlashCommandBuilder().setName('join').setDescription('Join the round').toJSON()],
  })
  client.on(Events.InteractionCreate, async (i) => {
    if (!i.isChatInputCommand()) return
    await i.deferReply({ flags: MessageFlags.Ephemeral })
    await i.editReply('You are in')
  })
  const crowd = Array.from({ length: 392 }, (_, i) => ({ username: `person.${i}` }))
  await at.control.people(at.guild, crowd)
  const started = Date.now()
  const answers = await Promise.all(
    crowd.map((one) => at.control.person(at.guild, one.username).command('join')),
  )
  const took = Date.now() - started
  expect(answers.filter((answer) => answer.kind === 'message')).toHaveLength(392)
  expect(took).toBeLessThan(10_000)
  const { stats } = await at.control.state()
  expect(stats.limited).toEqual({})
  expect(stats.calls['POST /interactions/:interaction/:token/callback']).toBe(392)
  await client.destroy()
  await at.discord.close()
})
