import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  ContainerBuilder,
  Events,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Routes,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ClientRefusal } from '../../../src/sandbox/discord/client.ts'
import { connect, refusal, rest, type Scene, scene } from './bot.ts'

let at: Scene
let client: Client<true>

const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons)
const button = (id: string, label: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary)

beforeAll(async () => {
  at = await scene()
  client = await connect(at)
  await rest(at).put(Routes.applicationCommands(at.app), {
    body: [
      new SlashCommandBuilder()
        .setName('join')
        .setDescription('Join the round')
        .addStringOption((option) =>
          option.setName('country').setDescription('Where you live').setAutocomplete(true),
        )
        .addUserOption((option) => option.setName('with').setDescription('Somebody')),
      new SlashCommandBuilder().setName('form').setDescription('Opens a form'),
      new SlashCommandBuilder().setName('panel').setDescription('Shows buttons'),
      new SlashCommandBuilder()
        .setName('organise')
        .setDescription('For organisers')
        .setDefaultMemberPermissions(32),
      new SlashCommandBuilder()
        .setName('round')
        .setDescription('Rounds')
        .addSubcommand((sub) => sub.setName('open').setDescription('Opens one')),
    ].map((command) => command.toJSON()),
  })
  client.on(Events.InteractionCreate, async (i) => {
    if (i.isAutocomplete()) {
      await i.respond([{ name: `New Zealand (${i.options.getFocused()})`, value: 'NZ' }])
    } else if (i.isChatInputCommand() && i.commandName === 'join') {
      await i.deferReply({ flags: MessageFlags.Ephemeral })
      await i.editReply(
        `${i.options.getString('country')} ${i.options.getUser('with')?.username} ${i.locale}`,
      )
      await i.followUp({ content: 'and more', flags: MessageFlags.Ephemeral })
    } else if (i.isChatInputCommand() && i.commandName === 'form') {
      const modal = new ModalBuilder()
        .setCustomId('profile')
        .setTitle('Profile')
        .addTextDisplayComponents(new TextDisplayBuilder().setContent('About you'))
        .addLabelComponents(
          new LabelBuilder()
            .setLabel('Your name')
            .setTextInputComponent(
              new TextInputBuilder().setCustomId('name').setStyle(TextInputStyle.Short).setMaxLength(20),
            ),
          new LabelBuilder()
            .setLabel('Language')
            .setStringSelectMenuComponent(
              new StringSelectMenuBuilder()
                .setCustomId('language')
                .addOptions({ label: 'English', value: 'en' }, { label: 'Māori', value: 'mi' }),
            ),
          new LabelBuilder()
            .setLabel('With whom')
            .setUserSelectMenuComponent(new UserSelectMenuBuilder().setCustomId('who').setRequired(false)),
        )
      await i.showModal(modal)
    } else if (i.isModalSubmit()) {
      const who = i.fields.getSelectedUsers('who')?.first()?.username
      await i.reply({
        content: `${i.fields.getTextInputValue('name')} ${i.fields.getStringSelectValues('language')} ${who}`,
        flags: MessageFlags.Ephemeral,
      })
    } else if (i.isChatInputCommand() && i.commandName === 'panel') {
      await i.reply({
        flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
        components: [
          new ContainerBuilder()
            .addTextDisplayComponents(new TextDisplayBuilder().setContent('Choose'))
            .addActionRowComponents(row(button('go', 'Go on'), button('twice', 'Twice'))),
          new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
            new StringSelectMenuBuilder()
              .setCustomId('pick')
              .setPlaceholder('Pick one')
              .addOptions({ label: 'First', value: '1' }),
          ),
        ],
      })
    } else if (i.isButton() && i.customId === 'go') {
      await i.update({ components: [new TextDisplayBuilder().setContent('Gone on')] })
    } else if (i.isButton() && i.customId === 'twice') {
      await i.deferUpdate()
      const again = await refusal(
        rest(at).post(Routes.interactionCallback(i.id, i.token), { body: { type: 6 } }),
      )
      await i.followUp({ content: `twice ${again.code}`, flags: MessageFlags.Ephemeral })
    } else if (i.isStringSelectMenu()) {
      await i.deferUpdate()
      await i.editReply({ components: [new TextDisplayBuilder().setContent(`picked ${i.values}`)] })
    } else if (i.isChatInputCommand() && i.commandName === 'round') {
      await i.reply({ content: `sub ${i.options.getSubcommand()}` })
    }
  })
})

afterAll(async () => {
  await client.destroy()
  await at.discord.close()
})

it('defers, edits and follows up, all only for the one who asked', async () => {
  const aroha = at.control.person(at.guild, 'aroha')
  const answer = await aroha.command('join', { country: 'NZ', with: 'Béla' })
  expect(answer).toMatchObject({ kind: 'message', message: { text: 'NZ bela en-GB', ephemeral: true } })
  const seen = await aroha.waitFor((s) => s.ephemeral.length === 2 && s)
  expect(seen.ephemeral.map((message) => message.text)).toEqual(['NZ bela en-GB', 'and more'])
  const other = await at.control.person(at.guild, 'bela').sees()
  expect(other.ephemeral).toEqual([])
  expect(other.channels.flatMap((channel) => channel.messages)).toEqual([])
})

it('completes an option while it is typed', async () => {
  const offers = await at.control.person(at.guild, 'aroha').complete('join', 'country', 'new z')
  expect(offers).toEqual([{ name: 'New Zealand (new z)', value: 'NZ' }])
})

it('opens a form, refuses what a client refuses, and submits it', async () => {
  const bela = at.control.person(at.guild, 'bela')
  const opened = await bela.command('form')
  expect(opened).toMatchObject({ kind: 'modal', modal: { title: 'Profile', texts: ['About you'] } })
  await expect(bela.submit()).rejects.toThrow('"Your name" is required')
  await expect(bela.fill({ 'Your name': 'x'.repeat(21) })).rejects.toThrow('fewer characters')
  await expect(bela.fill({ Language: 'Latin' })).rejects.toThrow('none of: English, Māori')
  await bela.fill({ 'Your name': 'Béla', Language: 'Māori', 'With whom': 'Aroha' })
  const answer = await bela.submit()
  expect(answer).toMatchObject({ kind: 'message', message: { text: 'Béla mi aroha' } })
  expect((await bela.sees()).modal).toBeNull()
})

it('updates the message whose button or select was used', async () => {
  const aroha = at.control.person(at.guild, 'aroha')
  await aroha.command('panel')
  expect(await aroha.select('Pick one', 'First')).toMatchObject({ message: { text: 'picked 1' } })
  await aroha.command('panel')
  expect(await aroha.click('Twice')).toMatchObject({ message: { text: 'twice 40060' } })
  expect(await aroha.click('Go on')).toMatchObject({ message: { text: 'Gone on', buttons: [] } })
  await expect(aroha.click('Nowhere')).rejects.toThrow(
    new ClientRefusal('no button "Nowhere" in sight; there are: none'),
  )
})

it('gives up after the deadline, and refuses the late answer', async () => {
  const hasty = await scene({ deadlineMs: 200 })
  const bot = await connect(hasty)
  await rest(hasty).put(Routes.applicationCommands(hasty.app), {
    body: [new SlashCommandBuilder().setName('late').setDescription('Answers too late').toJSON()],
  })
  let gaveUp = () => {}
  const given = new Promise<void>((resolve) => {
    gaveUp = resolve
  })
  const late = new Promise<number>((resolve) => {
    bot.on(Events.InteractionCreate, async (i) => {
      await given
      if (i.isChatInputCommand()) resolve((await refusal(i.reply('too late'))).code)
    })
  })
  const answer = await hasty.control.person(hasty.guild, 'aroha').command('late')
  gaveUp()
  expect(answer).toEqual({ kind: 'failed', why: 'The application did not respond' })
  expect(await late).toBe(10_062)
  await bot.destroy()
  await hasty.discord.close()
})

it('offers a command only to those who may use it', async () => {
  const aroha = at.control.person(at.guild, 'aroha')
  expect((await aroha.commands()).map((command) => command.name)).not.toContain('organise')
  await expect(aroha.command('organise')).rejects.toThrow('no command /organise')
  await at.control.role(at.guild, 'Organisers', ['MANAGE_GUILD'])
  await at.control.giveRole(at.guild, 'aroha', 'Organisers')
  expect((await aroha.commands()).map((command) => command.name)).toContain('organise')
})

it('takes subcommands, and public answers are seen by all', async () => {
  await at.control.person(at.guild, 'aroha').command('round open')
  const general = await at.control.person(at.guild, 'bela').seesChannel('general')
  expect(general?.messages.at(-1)?.text).toBe('sub open')
})
