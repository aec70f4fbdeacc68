import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { clean } from '../../port/clean.ts'

/** Nobody answers any more: the input came to its end, or whoever answered stopped it. */
export class Ended extends Error {
  readonly interrupted: boolean

  constructor(interrupted: boolean) {
    super(interrupted ? 'Stopped.' : 'The input ended before everything was answered.')
    this.interrupted = interrupted
  }
}

/** What is said to a person, and asked of them. */
export interface Talk {
  readonly terminal: boolean
  say(line: string): void
  /** One line, as it was typed. A paste of several lines is one answer with line breaks in it. Rejects with `Ended`. */
  ask(question: string): Promise<string>
  /** The same, and what is typed is not shown. */
  askHidden(question: string): Promise<string>
  /** Rejects with `Ended` when it is stopped, whether anything is being asked or not. */
  readonly stopped: Promise<never>
  /** Asks no more, and leaves the terminal as it was. */
  close(): void
}

type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean }

/** Talks on a terminal, or with lines from elsewhere. */
export function talkOn(input: Input, output: NodeJS.WritableStream): Talk {
  const terminal = input.isTTY === true
  let hidden = false
  const shown = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      if (!hidden) output.write(chunk)
      done()
    },
  })
  const lines = createInterface({ input, output: shown, terminal, historySize: 0 })
  const ahead: string[] = []
  let asked: { answer(line: string): void; fail(why: Ended): void } | undefined
  let over: Ended | undefined
  let stop: (why: Ended) => void = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = reject
  })
  stopped.catch(() => {})

  function take(line: string): void {
    const { answer } = asked ?? {}
    asked = undefined
    if (answer) answer(line)
    // On a terminal it was typed to nobody, or is the rest of what was pasted.
    else if (!terminal) ahead.push(line)
  }

  let pasted: string[] | undefined
  lines.on('line', (line) => {
    if (!terminal) return take(line)
    if (pasted) return void pasted.push(line)
    pasted = [line]
    setImmediate(() => {
      const all = [...(pasted ?? []), ...(lines.line === '' ? [] : [lines.line])]
      pasted = undefined
      if (all.length > 1) lines.write(null, { ctrl: true, name: 'u' })
      take(all.join('\n'))
    })
  })
  lines.on('SIGINT', () => end(true))
  lines.on('close', () => end(false))

  function end(interrupted: boolean): void {
    over ??= new Ended(interrupted)
    if (interrupted) stop(over)
    // What was typed with the last line is taken first.
    setImmediate(() => over && asked?.fail(over))
  }

  async function ask(question: string, hide: boolean): Promise<string> {
    const there = ahead.shift()
    if (there === undefined && over) throw over
    // A prompt of readline's is written anew after each key: what is hidden must not be, and has none.
    const prompt = terminal && !hide
    lines.setPrompt(prompt ? `${question} ` : '')
    if (prompt) lines.prompt()
    else output.write(terminal ? `${question} ` : `${question}\n`)
    if (there !== undefined) return there
    hidden = hide
    try {
      return await new Promise<string>((answer, fail) => {
        asked = { answer, fail }
      })
    } finally {
      asked = undefined
      hidden = false
      if (terminal && hide) output.write('\n')
    }
  }

  return {
    terminal,
    stopped,
    // Names come from elsewhere, and a terminal does as it is told.
    say: (line) => void output.write(`${clean(line)}\n`),
    ask: (question) => ask(question, false),
    askHidden: (question) => ask(question, true),
    close: () => lines.close(),
  }
}
