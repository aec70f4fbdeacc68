import { statfs } from 'node:fs/promises'

/** Below so much a database cannot be sure to write what it is told next: its log alone takes as much at times, bytes. */
const LEAST = 64 * 2 ** 20

/** Whether the disk that a folder is on has room for whoever we are; not where it cannot be asked. */
export async function hasRoom(folder: string, least: number = LEAST): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize >= least
  } catch {
    return false
  }
}
