import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Ended, talkOn } from '../../../src/operate/setup/talk.ts'

/** Somebody at a terminal, or lines from elsewhere. */
function somebody(terminal: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY: terminal, setRawMode: () => {} })
  const output = new PassThrough()
  let seen = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    seen += text
  })
  const talk = talkOn(input, output)
  return {
    talk,
    type: (keys: string) => void input.write(keys),
    end: () => void input.end(),
    seen: () => seen,
  }
}

describe('on a terminal', () => {
  it('shows what is typed, and nothing of what is hidden', async () => {
    const { talk, type, seen } = somebody(true)
    const open = talk.ask('Slack or Discord?')
    type('sla\u007fack\r')
    expect(await open).toBe('slack')
    const hidden = talk.askHidden('The token:')
    type('xoxb-secr\u007fet\r')
    expect(await hidden).toBe('xoxb-secet')
    talk.close()
    expect(seen()).toContain('sla')
    expect(seen()).toContain('The token: ')
    expect(seen()).not.toContain('xoxb')
  })

  it('takes a paste of several lines as one answer, and keeps nothing of it for the next', async () => {
    const { talk, type } = somebody(true)
    const first = talk.askHidden('The token:')
    type('xoxb-1\rrest')
    expect(await first).toBe('xoxb-1\nrest')
    type('typed to nobody\r')
    await new Promise((resolve) => setImmediate(resolve))
    const second = talk.askHidden('The token:')
    type('xoxb-2\r')
    expect(await second).toBe('xoxb-2')
    talk.close()
  })

  it('stops at Ctrl-C while something is asked, and while nothing is', async () => {
    const asked = somebody(true)
    const answer = asked.talk.askHidden('The token:')
    asked.type('xoxb\u0003')
    await expect(answer).rejects.toThrow(Ended)
    await expect(asked.talk.stopped).rejects.toMatchObject({ interrupted: true })
    const idle = somebody(true)
    idle.type('\u0003')
    await expect(idle.talk.stopped).rejects.toMatchObject({ interrupted: true })
    for (const { talk } of [asked, idle]) talk.close()
  })

  it('lets no name that comes from elsewhere give orders to it', () => {
    const { talk, seen } = somebody(true)
    talk.say('Yes: \u001b[2JAcme')
    talk.close()
    expect(seen()).toContain('Yes: [2JAcme\n')
  })
})

describe('with lines from elsewhere', () => {
  it('takes them in turn, however early they come, and ends with them', async () => {
    const { talk, type, end } = somebody(false)
    type('one\ntwo\nthr')
    expect(await talk.ask('First?')).toBe('one')
    expect(await talk.askHidden('Second?')).toBe('two')
    type('ee')
    end()
    expect(await talk.ask('Third?')).toBe('three')
    await expect(talk.ask('Fourth?')).rejects.toMatchObject({ interrupted: false })
  })
})
