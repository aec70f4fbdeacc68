/** How many people one message mentions: Discord notifies at most 100, and a wall of names helps nobody. */
export const NOTIFIED_AT_ONCE = 40

export function inBatches<T>(items: readonly T[], size: number): T[][] {
  const batches: T[][] = []
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size))
  return batches
}
