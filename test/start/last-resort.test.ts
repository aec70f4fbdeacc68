import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { compileProgram, start } from './program.ts'

const SLOW = 300_000
beforeAll(compileProgram, SLOW)

it(
  'goes on after a frame of the gateway that lacks what it should hold, with one line that holds no token',
  async () => {
    const local = await startDiscord({ rateScale: 500, deadlineMs: 30_000 })
    onTestFinished(() => local.close())
    const control = new DiscordControl(local.url)
    const owner = await control.user({ username: 'olive' })
    const guild = await control.guild({ name: 'Librarians', owner: owner.id })
    const app = await control.app({ name: 'Counterpart' })
    await control.install(app.id, guild.id, permissionInteger.toString())
    const program = start({ settings: { DISCORD_TOKEN: app.token, DISCORD_API_URL: `${local.url}/api` } })
    await program.says('"msg":"started"')
    const olive = control.person(guild.id, owner.id)
    await control.gateway('garble', app.id)
    await program.says('a rejection that nobody waited for')
    expect(await olive.command('programme')).toMatchObject({ kind: 'message' })
    program.signal('SIGTERM')
    const { code, out, err } = await program.ended
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const lines = out.split('\n').filter((line) => line.includes('nobody waited for'))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, err: { type: 'TypeError' } })
    expect(out).not.toContain(app.token)
  },
  SLOW,
)
