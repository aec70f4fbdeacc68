import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { servePage } from '../../src/sandbox/page/serve.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { discordApp, slackApp } from './apps.ts'
import { violations } from './axe.ts'
import { openWindow, type Window } from './browser.ts'

const closing: (() => Promise<unknown>)[] = []
let window: Window
let pageUrl: string
let say: (words: string) => Promise<unknown>

beforeAll(async () => {
  const slack = await startSlack({ rateScale: 1_000 })
  closing.push(() => slack.close())
  const discord = await startDiscord({ rateScale: 1_000 })
  closing.push(() => discord.close())
  await settleSlack(slack.url)
  const app = await slackApp(slack.apiUrl)
  closing.push(() => Promise.race([app.stop(), new Promise((resolve) => setTimeout(resolve, 300))]))
  const control = new DiscordControl(discord.url)
  const owner = await control.user({ username: 'oskar', globalName: 'Oskar Organiser' })
  const guild = await control.guild({ name: 'Librarians', owner: owner.id })
  const { id, token } = await control.app({ name: 'Counterpart' })
  await control.install(id, guild.id, ['VIEW_CHANNEL', 'SEND_MESSAGES'])
  await control.people(guild.id, [{ username: 'aroha', globalName: 'Aroha Ngata' }])
  const client = await discordApp(discord.apiUrl, token, guild.id)
  closing.push(() => client.destroy())
  const page = await servePage(0, { slack: slack.url, discord: discord.url })
  closing.push(() => page.close())
  pageUrl = page.url
  say = (words) => new SlackControl(slack.url).person('T1', 'U2').type(words)
  window = await openWindow()
  closing.push(() => window.close())
})

afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function settleSlack(url: string): Promise<void> {
  const control = new SlackControl(url)
  await control.createTeam({
    id: 'T1',
    name: 'Librarians',
    users: [
      { id: 'U1', real_name: 'Olive Organiser', is_admin: true },
      { id: 'U2', real_name: 'Ada Lovelace', tz: 'Europe/London' },
    ],
  })
  await control.createApp({
    id: 'A1',
    manifest: {
      display_information: { name: 'Counterpart' },
      features: {
        bot_user: { display_name: 'Counterpart' },
        app_home: { home_tab_enabled: true, messages_tab_enabled: true },
        slash_commands: [{ command: '/join-round', description: 'Join the round' }],
      },
      oauth_config: { scopes: { bot: ['commands', 'chat:write', 'chat:write.public'] } },
      settings: {
        socket_mode_enabled: true,
        interactivity: { is_enabled: true },
        event_subscriptions: { bot_events: ['app_home_opened'] },
      },
    },
    appToken: 'xapp-local',
    installs: [{ team: 'T1', botToken: 'xoxb-local' }],
  })
}

/** Chooses somebody by a part of their name, with the keyboard. */
async function become(name: string): Promise<void> {
  const { page } = window
  await page.locator('#you').click()
  await page.getByLabel('Search people by name').fill(name)
  await page.keyboard.press('Enter')
  await page.locator('#you', { hasText: name }).waitFor()
}

/** Follows one of the links on top. */
const way = (name: string) => window.page.getByRole('navigation', { name: 'Views' }).getByText(name).click()

async function type(words: string): Promise<void> {
  const box = window.page.getByLabel('Message or slash command')
  await box.click()
  await box.pressSequentially(words)
  await window.page.keyboard.press('Enter')
}

/** Keeps a picture of the window, where a folder is named to keep it in. */
async function shoot(name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await window.page.screenshot({ path: `${folder}/${name}.png` })
}

const privateAnswer = (words: string) =>
  window.page.locator('.message.only', { hasText: words }).filter({ hasText: 'Only visible to you' })

describe('the sandbox’s page in a browser', () => {
  it('says what it is, and that nobody tells a story where no bot runs', async () => {
    const { page } = window
    await page.goto(pageUrl)
    await page.getByText('Sandbox: all people here are invented').waitFor()
    await page.getByText('The bot is not running').waitFor()
    await way('Slack')
    await page.locator('#you', { hasText: 'Olive Organiser' }).waitFor()
  })

  it('lets somebody on Slack join', async () => {
    const { page } = window
    await become('Ada')
    const box = page.getByLabel('Message or slash command')
    await box.click()
    await box.pressSequentially('/jo')
    await page.getByRole('option', { name: '/join-round' }).waitFor()
    await shoot('slack-commands')
    await box.fill('')
    await type('/join-round')
    const answer = privateAnswer('Welcome to the round')
    await answer.waitFor()
    expect(await answer.textContent()).toContain('Dear @Ada Lovelace, be bold & <b>careful</b>.')
    await shoot('slack-answer')
    await answer.getByRole('button', { name: 'My profile' }).click()
    const form = page.getByRole('dialog', { name: 'Your profile' })
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText('Please complete this required field.').first().waitFor()
    await form.getByLabel('Name', { exact: true }).fill('Nobody')
    await form.getByLabel('Size of your library').selectOption('Small')
    await form.getByLabel('Topics').pressSequentially('arch')
    await form.getByRole('option', { name: 'Archives' }).click()
    await form.getByLabel('Tuesday').check()
    await shoot('slack-form')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText('Nobody is not a name.').waitFor()
    await shoot('slack-form-error')
    await form.getByLabel('Name', { exact: true }).fill('Ada')
    await form.getByLabel('Name', { exact: true }).press('Enter')
    await privateAnswer('Ada, Small, Archives, Tuesday').waitFor()
    await form.waitFor({ state: 'hidden' })
    await shoot('slack-done')
  })

  it('shows what others write as they write it, as words', async () => {
    await become('Olive')
    await say('Hello <img src=x onerror=alert(1)> *all* :wave:')
    const message = window.page.locator('.message', { hasText: 'Hello' })
    await message.waitFor()
    expect(await message.textContent()).toContain('Hello <img src=x onerror=alert(1)> all 👋')
    await type('Hello Ada')
    await window.page.locator('.message', { hasText: 'Hello Ada' }).waitFor()
    await shoot('slack-messages')
  })

  it('asks for nothing while it is told what happens', async () => {
    const { page } = window
    const asked: string[] = []
    const note = (request: { url(): string }) => void asked.push(request.url())
    page.on('request', note)
    for (const words of ['One', 'Two', 'Three']) {
      await say(`${words} more`)
      await page.locator('.message', { hasText: `${words} more` }).waitFor()
    }
    page.off('request', note)
    expect(asked).toEqual([])
  })

  it('goes back and forward between channels, and marks what was not seen', async () => {
    const { page } = window
    const channels = page.getByRole('navigation', { name: 'Channels' })
    const title = page.getByRole('heading', { level: 2, name: /general|Counterpart/ })
    await channels.getByRole('link', { name: 'Counterpart' }).click()
    await title.getByText('Counterpart').waitFor()
    await say('Are you there?')
    await channels.getByRole('link', { name: 'general (new)' }).waitFor()
    await page.goBack()
    await title.getByText('general').waitFor()
    await page.locator('.message', { hasText: 'Are you there?' }).waitFor()
    await channels.getByRole('link', { name: 'general', exact: true }).waitFor()
    await page.goForward()
    await title.getByText('Counterpart').waitFor()
  })

  it('opens an app’s Home as Slack does, and shows what is published anew', async () => {
    const { page } = window
    const tab = (name: string) => page.getByRole('group', { name: 'Tabs' }).getByRole('button', { name })
    const home = page.getByRole('region', { name: 'Home' })
    await tab('Home').click()
    await home.getByText('Shown 1 times').waitFor()
    await page.getByLabel('Message or slash command').waitFor({ state: 'hidden' })
    const again = home.getByRole('button', { name: 'Show it again' })
    await again.click()
    await home.getByText('Shown 2 times').waitFor()
    // The keyboard stays at the button, although it is another one now.
    expect(await again.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true)
    expect(await violations(page)).toEqual([])
    await tab('Messages').click()
    await page.getByText('Nothing has been written here yet').waitFor()
    await page.goBack()
    await home.getByText('Shown 3 times').waitFor()
    await tab('Messages').click()
    await home.waitFor({ state: 'hidden' })
  })

  it('stays inside where a link of the platform leads to a channel', async () => {
    const { page } = window
    await page.getByRole('navigation', { name: 'Channels' }).getByText('general').click()
    const address = page.url()
    await say('See https://slack.com/app_redirect?team=T1&channel=NOWHERE')
    await page
      .locator('.message')
      .getByRole('link', { name: /app_redirect/ })
      .click()
    await page.getByText('does not see this channel').waitFor()
    expect(page.context().pages().length).toBeLessThanOrEqual(2)
    await page.goBack()
    expect(page.url()).toBe(address)
  })

  it('lets somebody on Discord join', async () => {
    const { page } = window
    await way('Discord')
    await become('Aroha')
    await type('/join-round')
    const answer = privateAnswer('Welcome to the round')
    await answer.waitFor()
    expect(await answer.textContent()).toContain('Dear @Aroha Ngata, be bold & <b>careful</b>.')
    await shoot('discord-answer')
    await answer.getByRole('button', { name: 'My profile' }).click()
    const form = page.getByRole('dialog', { name: 'Your profile' })
    await form.getByRole('button', { name: 'Submit' }).click()
    await form.getByText('This field is required.').first().waitFor()
    await form.getByLabel('Name').fill('A')
    await form.getByLabel('Size of your library').selectOption('Large')
    await form.getByRole('button', { name: 'Submit' }).click()
    await form.getByText('Must be at least 2 characters.').waitFor()
    await shoot('discord-form')
    await form.getByLabel('Name').fill('Aroha')
    await form.getByRole('button', { name: 'Submit' }).click()
    await privateAnswer('Aroha, Large').waitFor()
    await form.waitFor({ state: 'hidden' })
  })

  it('asks for a command’s options and suggests them', async () => {
    const { page } = window
    await type('/find')
    await page.getByLabel('topic').pressSequentially('lend')
    await page.getByRole('option', { name: 'Lending' }).waitFor()
    await shoot('discord-options')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Send command' }).click()
    await privateAnswer('Nobody yet for Lending').waitFor()
    await shoot('discord-done')
  })

  it('fits on a telephone', async () => {
    const { page } = window
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'People and channels' }).click()
    await page.getByRole('navigation', { name: 'Channels' }).waitFor()
    await shoot('narrow-channels')
    await page.getByRole('navigation', { name: 'Channels' }).getByText('general').click()
    await page.getByLabel('Message or slash command').waitFor()
    await shoot('narrow')
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(390)
  })

  it('complains of nothing', () => {
    expect(window.complaints).toEqual([])
  })
})
