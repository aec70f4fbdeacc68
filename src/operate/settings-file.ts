import { existsSync, statSync } from 'node:fs'
import { ConfigError } from '../config.ts'

/** What those may do with a file who are neither its owner nor of its group. */
const OTHERS = 0o007

/**
 * Reads a file of settings, where there is one, into the environment. What is there already stays.
 *
 * @throws ConfigError where it cannot be read
 */
export function loadSettings(path = '.env'): void {
  if (!existsSync(path)) return
  try {
    process.loadEnvFile(path)
  } catch {
    throw new ConfigError([`${path} cannot be read. Make it a file that this user may read.`])
  }
}

/** Whether everybody on this machine may read or change a file of settings, in which there are tokens. */
export function openToAll(path = '.env'): boolean {
  return process.platform !== 'win32' && existsSync(path) && (statSync(path).mode & OTHERS) !== 0
}
