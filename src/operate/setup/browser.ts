import { spawn } from 'node:child_process'

/** What opens an address in the browser of whoever sits there; nothing where nobody can. */
function opener(): readonly [string, ...string[]] | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return DISPLAY || WAYLAND_DISPLAY ? ['xdg-open'] : undefined
}

/** Tries to open an address in a browser. Nobody hears whether it did: the address is printed as well. */
export function openInBrowser(url: string): void {
  const [command, ...args] = opener() ?? []
  if (command === undefined) return
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.once('error', () => {})
  child.unref()
}
