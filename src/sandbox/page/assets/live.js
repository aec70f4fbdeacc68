import { spotPath } from './address.js'

const AGAIN_MS = 1_000

/**
 * The one line over which everything comes: the stage, who is there, and what each watched person sees. A line watches
 * what it was opened with, so that another channel takes another one.
 */
export function liveLine({ onStage, onPlaces, onSeen, onLost }) {
  let source
  let watched
  let again

  function open() {
    clearTimeout(again)
    source?.close()
    const mine = new EventSource(
      `/api/live?${watched.map((spot) => `watch=${encodeURIComponent(spot)}`).join('&')}`,
    )
    source = mine
    const hear = (event, take) =>
      mine.addEventListener(event, ({ data }) => {
        if (source !== mine) return
        onLost(false)
        take(JSON.parse(data))
      })
    hear('stage', onStage)
    hear('places', onPlaces)
    hear('seen', ({ index, seen }) => onSeen(index, seen))
    hear('lost', () => later(mine))
    mine.addEventListener('error', () => later(mine))
  }

  function later(mine) {
    if (source !== mine) return
    onLost(true)
    mine.close()
    clearTimeout(again)
    again = setTimeout(open, AGAIN_MS)
  }

  return {
    /** @param spots `{ platform, place, person, channel }` of each pane */
    watch(spots) {
      const wanted = spots.map(spotPath)
      if (watched && JSON.stringify(wanted) === JSON.stringify(watched)) return
      watched = wanted
      open()
    },
  }
}
