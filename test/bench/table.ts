/** One measured number; `limit` is the most that we promise. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly limit?: number
}

export function table(figures: readonly Figure[]): string {
  const number = (value: number) =>
    value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0, useGrouping: true })
  const width = Math.max(...figures.map(({ name }) => name.length))
  return figures
    .map(({ name, value, unit, limit }) => {
      const promised = limit === undefined ? '' : `  (promised: ${number(limit)} ${unit} at most)`
      return `${name.padEnd(width)}  ${number(value).padStart(8)} ${unit.padEnd(3)}${promised}`.trimEnd()
    })
    .join('\n')
}
