const SOON_MS = 500

/** What is asked for, or undefined where it fails or is not there soon. */
export async function soon<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), SOON_MS)
  })
  const known = await Promise.race([asked.catch(() => undefined), late])
  clearTimeout(timer)
  return known
}
