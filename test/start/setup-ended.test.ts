import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { APP, BOT, conversation, localSlack, QUESTION } from './conversation.ts'
import { compileProgram } from './program.ts'

const SLOW = 300_000
beforeAll(compileProgram, SLOW)

describe('a set-up that does not come to its end', () => {
  it.each([
    ['at the first question', []],
    ['at the bot’s token', ['slack']],
    ['at the app-level token', ['slack', BOT]],
  ])(
    'leaves nothing behind where the input ends: %s',
    async (_where, typed) => {
      const { settings } = await localSlack()
      const { program } = conversation(settings)
      for (const line of typed) program.type(line)
      program.endInput()
      const { code, err } = await program.ended
      expect({ code, err }).toEqual({
        code: 1,
        err: expect.stringMatching(/^\nThe input ended .* Nothing was written\.\n$/),
      })
      expect(readdirSync(program.folder)).toEqual([])
    },
    SLOW,
  )

  it(
    'leaves nothing behind where it is stopped',
    async () => {
      const { settings } = await localSlack()
      const { program, until, asks } = conversation(settings)
      await asks('Slack or Discord?\n', 'slack')
      await until(QUESTION.slackBot)
      program.signal('SIGINT')
      expect(await program.ended).toMatchObject({ code: 130, err: '\nStopped. Nothing was written.\n' })
      expect(readdirSync(program.folder)).toEqual([])
    },
    SLOW,
  )

  it(
    'says what keeps the bot from starting, and keeps the tokens',
    async () => {
      const { settings } = await localSlack()
      const { program, env } = conversation(settings, 'DATABASE_URL=postgresql://me@127.0.0.1:9/none\n')
      for (const line of ['slack', BOT, APP]) program.type(line)
      const { code, err } = await program.ended
      expect(code).toBe(1)
      expect(err).toMatch(/^DATABASE_URL: nothing answers .*\nThe bot did not start, and said why\..*\n$/)
      expect(readFileSync(env(), 'utf8')).toContain(BOT)
    },
    SLOW,
  )

  it(
    'does not begin beside a bot that runs, or whoever else has its port',
    async () => {
      const health = await listening((response) => {
        response.setHeader('content-type', 'application/json')
        response.end('{"database":true,"turns":true,"platforms":{"slack":true}}\n')
      })
      const other = await listening((response) => response.end('hello'))
      for (const [port, line] of [
        [health, /^The bot runs already\. Stop it first .* run this again\.\n$/],
        [other, new RegExp(`^PORT: ${other} is in use by another process\\..* run this again\\.\\n$`)],
      ] as const) {
        const { program } = conversation({ PORT: String(port) })
        expect(await program.ended).toEqual({ code: 1, out: '', err: expect.stringMatching(line) })
        expect(readdirSync(program.folder)).toEqual([])
      }
    },
    SLOW,
  )

  it('does not begin where the environment has what it would write', async () => {
    const { program } = conversation({ DISCORD_TOKEN: 'a-token-that-is-long-enough' })
    const { code, out, err } = await program.ended
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^DISCORD_TOKEN: set in the environment, .*\n$/)
    expect(err).not.toContain('a-token')
  })
})

/** A server of this machine that answers everything so, until the test is finished; its port. */
async function listening(answer: (response: ServerResponse) => void): Promise<number> {
  const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
