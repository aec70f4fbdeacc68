/** axe-core in the page: what keeps people from using it, in each theme. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What is wrong with what the page shows now, in light and in dark; a line each.
 *
 * @param within what alone is looked at, as a selector
 */
export async function violations(page: Page, within = 'html'): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations: wrong } = await check(page, within)
    found.push(
      ...wrong.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${colorScheme}: ${id} ${target}: ${failureSummary}`),
      ),
    )
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

/** The page runs nothing that is not its own (its Content-Security-Policy): this comes from outside it. */
async function check(page: Page, within: string): Promise<AxeResults> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  return page.evaluate<AxeResults>(`axe.run('${within}', { resultTypes: ['violations'] })`)
}
