import { readFileSync } from 'node:fs'

/** Bytes resident now (`VmRSS`) or at most so far (`VmHWM`, both of proc(5)). */
export function resident(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number {
  try {
    const [, kilobytes] =
      new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes ?? Number.NaN) * 1024
  } catch {
    return Number.NaN
  }
}

/** User and system time, which Linux counts in hundredths of a second (fields 14 and 15, proc(5)). */
export function processorTime(pid: number | undefined): number {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(after[11]) + Number(after[12])) * 10
  } catch {
    return Number.NaN
  }
}
