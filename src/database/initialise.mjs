// Makes a new PostgreSQL data directory and flushes it to the disk: `node initialise.mjs DIRECTORY`.
// A program of its own, because making one takes twice the memory that using one takes, and a process
// does not give it back.
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { PGlite } from '@electric-sql/pglite'

const [, , directory = ''] = argv
const database = await PGlite.create({ dataDir: directory })
await database.close()
flush(directory)

/** @param {string} path */
function flush(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) flush(inner)
    else if (entry.isFile()) flushOne(inner)
  }
  flushOne(path)
}

/** @param {string} path */
function flushOne(path) {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
