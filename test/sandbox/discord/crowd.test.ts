import {
  type ChatInputCommandInteraction,
  Events,
  MessageFlags,
  Routes,
  SlashCommandBuilder,
} from 'discord.js'
import { expect, it } from 'vitest'
import { connect, rest, scene } from './bot.ts'

it('takes 392 commands at once at the real limits, none of which has to wait for another', async () => {
  const at = await scene({ rateScale: 1 })
  // Its own queue would take them one by one.
  const client = await connect(at, undefined, { globalRequestsPerSecond: 10_000 })
  await rest(at).put(Routes.applicationCommands(at.app), {
    body: [new SlashCommandBuilder().setName('join').setDescription('Join the round').toJSON()],
  })
  const crowd = Array.from({ length: 392 }, (_, i) => ({ username: `person.${i}` }))
  await at.control.people(at.guild, crowd)
  // Nobody is answered before everybody has asked.
  const asked: ChatInputCommandInteraction[] = []
  const everybody = new Promise<void>((resolve) => {
    client.on(Events.InteractionCreate, (i) => {
      if (i.isChatInputCommand() && asked.push(i) === crowd.length) resolve()
    })
  })
  const answers = crowd.map((one) => at.control.person(at.guild, one.username).command('join'))
  await everybody
  const answered = asked.map(async (i) => {
    await i.deferReply({ flags: MessageFlags.Ephemeral })
    await i.editReply('You are in')
  })
  await Promise.all(answered)
  const seen = await Promise.all(answers)
  expect(seen.filter((answer) => answer.kind === 'message')).toHaveLength(392)
  const { stats } = await at.control.state()
  expect(stats.limited).toEqual({})
  expect(stats.calls['POST /interactions/:interaction/:token/callback']).toBe(392)
  await client.destroy()
  await at.discord.close()
})
