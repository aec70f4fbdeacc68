import { type Client, Events, GatewayIntentBits, MessageFlags, Routes, SlashCommandBuilder } from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, rest, type Scene, scene } from './bot.ts'
import { frameTypeErrors, listenTo } from './frames.ts'

const { Guilds, GuildMembers, GuildMessages, MessageContent, DirectMessages } = GatewayIntentBits
const INTENTS = [Guilds, GuildMembers, GuildMessages, MessageContent, DirectMessages]

let at: Scene
let client: Client<true>

beforeAll(async () => {
  at = await scene({}, ['ADMINISTRATOR'])
  await at.control.privileged(at.app, ['GUILD_MEMBERS', 'MESSAGE_CONTENT'])
  await rest(at).put(Routes.applicationCommands(at.app), {
    body: [
      new SlashCommandBuilder()
        .setName('join')
        .setDescription('Join')
        .addStringOption((option) =>
          option.setName('country').setDescription('Where you live').setAutocomplete(true),
        )
        .toJSON(),
    ],
  })
  client = await connect(at)
  client.on(Events.InteractionCreate, async (i) => {
    if (i.isAutocomplete()) await i.respond([{ name: 'New Zealand', value: 'NZ' }])
    else if (i.isChatInputCommand()) await i.reply({ ...CARD, flags: MessageFlags.Ephemeral })
    else if (i.isButton()) await i.showModal(FORM as never)
    else if (i.isModalSubmit()) await i.reply({ content: 'Saved', flags: MessageFlags.Ephemeral })
  })
})
afterAll(async () => {
  await client.destroy()
  await at.discord.close()
})

const CARD = {
  content: 'A form waits',
  components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'open', label: 'Fill in' }] }],
}
const FORM = {
  custom_id: 'form',
  title: 'A form',
  components: [{ type: 18, label: 'Name', component: { type: 4, custom_id: 'name', style: 1 } }],
}

/** All that a bot of ours may be told of. */
async function everything(): Promise<void> {
  const api = rest(at)
  const aroha = at.control.person(at.guild, 'aroha')
  await aroha.complete('join', 'country', 'new')
  await aroha.command('join', { country: 'NZ' })
  await aroha.click('Fill in')
  await aroha.fill({ Name: 'Aroha' })
  await aroha.submit()
  const said = await aroha.post('Hello')
  await aroha.dm(client.user.id, 'Hello, bot')
  const pair = (await api.post(Routes.guildChannels(at.guild), { body: { name: 'pair' } })) as { id: string }
  const sent = (await api.post(Routes.channelMessages(pair.id), { body: { content: 'Hello' } })) as {
    id: string
  }
  await api.patch(Routes.channelMessage(pair.id, sent.id), { body: { content: 'Hello again' } })
  await api.put(Routes.channelPin(pair.id, sent.id))
  await api.delete(Routes.channelMessage(pair.id, sent.id))
  await api.patch(Routes.channel(pair.id), { body: { topic: 'Ours' } })
  const thread = (await api.post(Routes.threads(pair.id), { body: { name: 'Both', type: 12 } })) as {
    id: string
  }
  await api.put(Routes.threadMembers(thread.id, at.aroha))
  await api.patch(Routes.channel(thread.id), { body: { archived: true } })
  await api.delete(Routes.channel(pair.id))
  await api.delete(Routes.channelMessage(at.general, said.id))
  await aroha.nick('A')
  await at.control.role(at.guild, 'Managers', ['MANAGE_GUILD'])
  const second = await at.control.guild({ name: 'Round Two' })
  await at.control.install(at.app, second.id, ['VIEW_CHANNEL'])
  await at.control.person(at.guild, 'bela').leave()
}

it('the gateway sends nothing but what those who know Discord’s describe', async () => {
  const intents = INTENTS.reduce((sum, bit) => sum | bit, 0)
  const { frames, close } = await listenTo(at, intents)
  await everything()
  await expect.poll(() => frames.at(-1)?.t).toBe('GUILD_MEMBER_REMOVE')
  await at.control.gateway('reconnect')
  await expect.poll(() => frames.at(-1)?.op).toBe(7)
  close()
  expect(new Set(frames.map(({ t, op }) => t ?? op)).size).toBeGreaterThan(15)
  expect(frameTypeErrors(frames)).toEqual([])
  // It is strict enough to notice.
  const [ready] = frames.filter(({ t }) => t === 'READY')
  const strange = { ...ready!, d: { ...Object(ready!.d), session_idd: 'x' } }
  expect(frameTypeErrors([strange])).toEqual([expect.stringMatching(/session_idd/)])
})
