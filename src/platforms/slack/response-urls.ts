/** Slack takes five answers through a response URL, within 30 minutes (docs.slack.dev, handling-user-interaction). */
const USES = 5
/** A minute less than Slack's, for clocks that differ. */
const LIVES = 29 * 60_000
const TIMEOUT = 5_000

/** Answers through the URLs that come with what people do. */
export function createResponseUrls(wall: () => number) {
  const used = new Map<string, { uses: number; until: number }>()

  function usable(url: string, since: number): boolean {
    const age = wall() - since
    return Math.abs(age) < LIVES && (used.get(url)?.uses ?? 0) < USES
  }

  function count(url: string, since: number): void {
    // The oldest first: where one still lives, so do those after it.
    for (const [old, { until }] of used) {
      if (until >= wall()) break
      used.delete(old)
    }
    used.set(url, { uses: (used.get(url)?.uses ?? 0) + 1, until: since + LIVES })
  }

  /** @returns whether Slack took it */
  async function send(url: string, since: number, body: object): Promise<boolean> {
    if (!usable(url, since)) return false
    count(url, since)
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT),
      })
      await answer.arrayBuffer()
      return answer.ok
    } catch {
      return false
    }
  }

  return { send }
}
