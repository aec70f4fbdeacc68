import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings, withSettings, writeSettings } from '../../../src/operate/setup/env-file.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterpart-env-'))
  file = join(folder, '.env')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

describe('the settings that are put into a file', () => {
  it.each([
    ['nothing', ''],
    ['other settings', 'PORT=80\n# SLACK_BOT_TOKEN=\nDISCORD_TOKEN=a.b.c\n'],
    ['earlier ones', 'SLACK_APP_TOKEN=old\nPORT=80\nexport SLACK_BOT_TOKEN = "old"\n'],
    ['the same twice', 'SLACK_BOT_TOKEN=old\nPORT=80\nSLACK_BOT_TOKEN=older\n'],
    ['no end of line', 'PORT=80'],
    ['other ends of lines', 'PORT=80\r\nSLACK_BOT_TOKEN=old\r\n'],
  ])('are all there, and nothing else is lost: %s before', (_what, before) => {
    const after = withSettings(before, TOKENS)
    expect(parseEnv(after)).toEqual({ ...parseEnv(before), ...TOKENS })
    const kept = before.split(/\r?\n/).filter((line) => !/^(export )?SLACK_/.test(line))
    for (const line of kept) expect(after.split(/\r?\n/)).toContain(line)
    expect(withSettings(after, TOKENS)).toBe(after)
    expect(after.match(/^(export )?SLACK_BOT_TOKEN/gm)).toHaveLength(1)
    if (before.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n')
  })

  it('are refused where a value over several lines would be torn', () => {
    const before = 'NOTE="first\nSLACK_BOT_TOKEN=not a setting\nlast"\n'
    expect(() => withSettings(before, TOKENS)).toThrow(/set it by hand/)
  })
})

describe('the file', () => {
  const mode = () => statSync(file).mode & 0o777

  it('is its owner’s alone, also where it was not, and nothing is left beside it', () => {
    writeSettings(file, TOKENS)
    expect(mode()).toBe(0o600)
    writeFileSync(file, 'PORT=80\n')
    chmodSync(file, 0o644)
    writeSettings(file, TOKENS)
    expect(mode()).toBe(0o600)
    expect(readSettings(file)).toEqual({ PORT: '80', ...TOKENS })
    expect(readdirSync(folder)).toEqual(['.env'])
  })

  it('stays a link where it is one', () => {
    mkdirSync(join(folder, 'elsewhere'))
    const real = join(folder, 'elsewhere', 'settings')
    writeFileSync(real, 'PORT=80\n')
    symlinkSync(real, file)
    writeSettings(file, TOKENS)
    expect(readFileSync(real, 'utf8')).toContain('SLACK_BOT_TOKEN=xoxb-1')
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['settings'])
  })

  it('is told where it cannot be read or written', () => {
    mkdirSync(file)
    expect(() => readSettings(file)).toThrow(/cannot be read \(EISDIR\)/)
    expect(() => writeSettings(join(folder, 'none', '.env'), TOKENS)).toThrow(/cannot be written \(ENOENT\)/)
  })
})
