/** Whatever came, as a text. An object can hold a `toString` that is none, so that objects are written as JSON. */
export const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
