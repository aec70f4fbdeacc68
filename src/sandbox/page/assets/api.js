async function answerOf(response) {
  const body = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(body?.error ?? `The sandbox answered ${response.status}`)
  return body
}

async function post(path, body, signal) {
  return answerOf(
    await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    }),
  )
}

/** Does something as a person; throws with the words of the platform's refusal. */
export const call = (platform, operation, body, signal) => post(`/api/${platform}/${operation}`, body, signal)

/** Asks something of whoever tells the story. */
export const wish = (wanted) => post('/api/wish', { wish: wanted })

/** Lets something go wrong on both platforms, or no longer. */
export const trouble = (which, on) => post('/api/trouble', { trouble: which, on })

/** Kills the bot's process. */
export const kill = () => post('/api/kill', {})

/** Lets the visitor in as somebody new; gives where they stand. */
export const newcomer = (platform) =>
  post('/api/newcomer', { platform, zone: Intl.DateTimeFormat().resolvedOptions().timeZone })
