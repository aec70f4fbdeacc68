import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { slackManifest } from '../platforms/slack/manifest.ts'
import { registry } from '../registry.ts'

/**
 * `manifest`: prints the Slack app's manifest for Socket Mode. With `--http URL`, for signed requests over
 * HTTP to that address. SLACK_COMMAND_PREFIX stands before every command.
 */
function main(args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { http: { type: 'string' } } })
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { SLACK_COMMAND_PREFIX } = process.env
  const { slackCommandPrefix: prefix } = readConfig({ SLACK_COMMAND_PREFIX })
  if (values.http !== undefined && !/^https:\/\/\S+\/slack\/events$/.test(values.http)) {
    process.stderr.write('--http: must be an https:// address that ends with /slack/events\n')
    return 2
  }
  const manifest = slackManifest(registry.commands, {
    socketMode: values.http === undefined,
    ...(values.http === undefined ? {} : { requestUrl: values.http }),
    ...(prefix === undefined ? {} : { prefix }),
  })
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`)
  return 0
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
