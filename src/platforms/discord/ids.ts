/** Whether a text can be one of Discord's ids (a snowflake); it refuses a whole message where one is not. */
export const isId = (text: string): boolean => /^[1-9]\d{0,18}$/.test(text)

/** Discord's ids carry their time: the first 42 bits are ms since 2015. */
export function snowflakeAt(at: number): string {
  return (BigInt(Math.max(0, at - 1_420_070_400_000)) << 22n).toString()
}
