import type { WriteStream } from 'node:tty'

export interface Progress {
  line(text: string): void
  /** How far a step has come: a bar that moves on a terminal, a line now and then otherwise. */
  step(name: string, done: number, all: number): void
}

const WIDTH = 30
/** Without a terminal: a line each tenth. */
const PARTS = 10

export function createProgress(out: NodeJS.WriteStream | WriteStream): Progress {
  const told = new Map<string, number>()
  let bar = false
  const line = (text: string) => {
    if (bar) out.write('\n')
    bar = false
    out.write(`${text}\n`)
  }
  return {
    line,
    step(name, done, all) {
      const part = all === 0 ? PARTS : Math.floor((done / all) * PARTS)
      if (out.isTTY) {
        const full = Math.round((done / Math.max(all, 1)) * WIDTH)
        out.write(`\r${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done}/${all} ${name}\u001b[K`)
        bar = true
        if (done < all) return
        if (told.get(name) !== PARTS) line('')
        told.set(name, PARTS)
        return
      }
      if (told.get(name) === part) return
      told.set(name, part)
      line(`${name}: ${done} of ${all}`)
    },
  }
}
