import { wish } from './api.js'

/** From the wish to begin anew until somebody tells of the new beginning. */
export function freshStart() {
  let awaited = false
  let gone = false
  return {
    awaited: () => awaited,
    async ask(name) {
      awaited = true
      gone = false
      try {
        await wish(name)
      } catch (error) {
        awaited = false
        throw error
      }
    },
    show(told) {
      if (!told) gone = true
      else if (gone) awaited = gone = false
    },
  }
}
