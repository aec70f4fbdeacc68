import { z } from 'zod'

/**
 * How what comes from a platform is read: what is absent, null or of another kind than it should be is nothing,
 * and in a list it is left out.
 */

export const text = z
  .string()
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined)

export const flag = z
  .boolean()
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined)

export const number = z
  .number()
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined)

/** Something of that shape, or nothing. */
export const maybe = <T extends z.ZodType>(shape: T) =>
  shape
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined)

/** A list, each entry read by itself. That there is one is not optional: without it nothing can be told. */
export const each = <T>(entry: z.ZodType<T>) =>
  z.array(z.unknown()).transform((list) => readable(entry, list))

/** The same, where none is as good as an empty one. */
export const some = <T>(entry: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform((list) => readable(entry, list ?? []))

/** Those of a list that are of that shape. */
export function readable<T>(entry: z.ZodType<T>, list: readonly unknown[]): T[] {
  return list.flatMap((one) => {
    const read = entry.safeParse(one)
    return read.success ? [read.data] : []
  })
}
