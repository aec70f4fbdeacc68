/** Small apps of the real SDKs, each with a command, a button, a form and an answer. */
import { App, type BlockAction, LogLevel } from '@slack/bolt'
import {
  ApplicationCommandOptionType,
  Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  TextInputStyle,
} from 'discord.js'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

const TOPICS = ['Opening hours', 'Lending', 'Reading rooms', 'Archives']

const field = (block_id: string, label: string, element: object) => ({
  type: 'input' as const,
  block_id,
  label: plain(label),
  element: element as never,
})

/** `/join-round` answers with blocks of many kinds and a button, which opens a form; its home tab counts. */
export async function slackApp(apiUrl: string): Promise<{ stop(): Promise<unknown> }> {
  const app = new App({
    token: 'xoxb-local',
    appToken: 'xapp-local',
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
  })
  app.command('/join-round', async ({ ack, respond, command }) => {
    await ack()
    await respond({
      response_type: 'ephemeral',
      text: 'Welcome',
      blocks: [
        { type: 'header', text: plain('Welcome to the round') },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'Dear ' },
                { type: 'user', user_id: command.user_id },
                { type: 'text', text: ', be ' },
                { type: 'text', text: 'bold', style: { bold: true } },
                { type: 'text', text: ' & <b>careful</b>.' },
              ],
            },
            {
              type: 'rich_text_list',
              style: 'bullet',
              elements: [
                { type: 'rich_text_section', elements: [{ type: 'text', text: 'One answer' }] },
                { type: 'rich_text_section', elements: [{ type: 'text', text: 'One partner' }] },
              ],
            },
          ],
        },
        { type: 'divider' },
        { type: 'context', elements: [{ type: 'mrkdwn', text: '_Takes two minutes_' }] },
        {
          type: 'actions',
          elements: [{ type: 'button', style: 'primary', action_id: 'profile', text: plain('My profile') }],
        },
      ],
    })
  })
  app.action<BlockAction>('profile', async ({ ack, body, client }) => {
    await ack()
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'profile',
        private_metadata: body.channel?.id ?? '',
        title: plain('Your profile'),
        submit: plain('Save'),
        blocks: [
          field('name', 'Name', { type: 'plain_text_input', action_id: 'a', max_length: 80 }),
          field('size', 'Size of your library', {
            type: 'static_select',
            action_id: 'a',
            options: ['Small', 'Large'].map((size) => ({ text: plain(size), value: size })),
          }),
          field('topics', 'Topics', {
            type: 'multi_external_select',
            action_id: 'topics',
            min_query_length: 0,
          }),
          field('days', 'Days', {
            type: 'checkboxes',
            action_id: 'a',
            options: ['Monday', 'Tuesday'].map((day) => ({ text: plain(day), value: day })),
          }),
          {
            ...field('more', 'More', { type: 'plain_text_input', action_id: 'a', multiline: true }),
            optional: true,
          },
        ],
      },
    })
  })
  app.options('topics', async ({ ack, payload }) => {
    const found = TOPICS.filter((topic) => topic.toLowerCase().includes(payload.value.toLowerCase()))
    await ack({ options: found.map((topic) => ({ text: plain(topic), value: topic })) })
  })
  app.view('profile', async ({ ack, view, client, body }) => {
    const { name, size, topics, days } = view.state.values
    if (name?.a?.value === 'Nobody') {
      return ack({ response_action: 'errors', errors: { name: 'Nobody is not a name.' } })
    }
    await ack()
    const chosen = [topics?.topics?.selected_options, days?.a?.selected_options].flatMap((list) => list ?? [])
    const words = [name?.a?.value, size?.a?.selected_option?.value, ...chosen.map(({ value }) => value)]
    await client.chat.postEphemeral({
      channel: view.private_metadata,
      user: body.user.id,
      text: words.join(', '),
    })
  })
  let shown = 0
  const showHome = (client: typeof app.client, user_id: string) => {
    shown += 1
    const blocks = [
      { type: 'section' as const, text: plain(`Shown ${shown} times`) },
      {
        type: 'actions' as const,
        elements: [{ type: 'button' as const, action_id: 'again', text: plain('Show it again') }],
      },
    ]
    return client.views.publish({ user_id, view: { type: 'home', blocks } })
  }
  app.event('app_home_opened', async ({ event, client }) => void (await showHome(client, event.user)))
  app.action<BlockAction>('again', async ({ ack, body, client }) => {
    await ack()
    await showHome(client, body.user.id)
  })
  await app.start()
  return app
}

/** `/join-round` answers with components, whose button opens a form; `/find` has options to fill in. */
export async function discordApp(apiUrl: string, token: string, guild: string): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: apiUrl, version: '10', retries: 0 },
  })
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction))
  await client.login(token)
  const connected = await ready
  await connected.application.commands.set(
    [
      { name: 'join-round', description: 'Join the round' },
      {
        name: 'find',
        description: 'Find somebody',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'topic',
            description: 'What about',
            required: true,
            autocomplete: true,
          },
        ],
      },
    ],
    guild,
  )
  return connected
}

async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused().toLowerCase()
    const found = TOPICS.filter((topic) => topic.toLowerCase().includes(typed))
    return interaction.respond(found.map((topic) => ({ name: topic, value: topic })))
  }
  if (interaction.isChatInputCommand() && interaction.commandName === 'find') {
    const words = `Nobody yet for **${interaction.options.getString('topic')}**`
    return interaction.reply({ content: words, flags: MessageFlags.Ephemeral })
  }
  if (interaction.isChatInputCommand()) return interaction.reply(welcome(interaction.user.id))
  if (interaction.isButton()) return interaction.showModal(FORM)
  if (!interaction.isModalSubmit()) return
  const { fields } = interaction
  const words = [fields.getTextInputValue('name'), ...fields.getStringSelectValues('size')]
  return interaction.reply({ content: words.join(', '), flags: MessageFlags.Ephemeral })
}

const welcome = (user: string) => ({
  flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
  components: [
    {
      type: ComponentType.Container as const,
      accent_color: 0x2f6f8f,
      components: [
        {
          type: ComponentType.TextDisplay as const,
          content:
            `## Welcome to the round\nDear <@${user}>, be **bold** & <b>careful</b>.\n` +
            '- One answer\n- One partner\n> A quote\n-# Begins <t:1767265200:D>',
        },
        { type: ComponentType.Separator as const },
        {
          type: ComponentType.ActionRow as const,
          components: [
            { type: ComponentType.Button as const, style: 1, custom_id: 'profile', label: 'My profile' },
          ],
        },
      ],
    },
  ],
})

const FORM = {
  custom_id: 'profile',
  title: 'Your profile',
  components: [
    {
      type: ComponentType.Label as const,
      label: 'Name',
      component: {
        type: ComponentType.TextInput as const,
        custom_id: 'name',
        style: TextInputStyle.Short,
        min_length: 2,
        max_length: 80,
      },
    },
    {
      type: ComponentType.Label as const,
      label: 'Size of your library',
      description: 'Roughly',
      component: {
        type: ComponentType.StringSelect as const,
        custom_id: 'size',
        options: ['Small', 'Large'].map((size) => ({ label: size, value: size })),
      },
    },
  ],
}
