async function answerOf(response) {
  const body = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(body?.error ?? `The sandbox answered ${response.status}`)
  return body
}

/** Does something as a person; throws with the words of the platform's refusal. */
export async function call(platform, operation, body, signal) {
  return answerOf(
    await fetch(`/api/${platform}/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    }),
  )
}

export const overview = async () => answerOf(await fetch('/api/overview'))
