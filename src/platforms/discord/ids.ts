/** Whether a text can be one of Discord's ids (a snowflake); it refuses a whole message where one is not. */
export const isId = (text: string): boolean => /^[1-9]\d{0,18}$/.test(text)
