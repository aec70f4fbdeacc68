import { serverTemplate } from './server.ts'
import { templateFolder } from './template.ts'

/** Makes, before the first test file, the databases that each test's own is a copy of. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  await templateFolder()
  const server = process.env.TEST_DATABASE_URL
  return server === undefined ? undefined : (await serverTemplate(server)).drop
}
