/** The database cannot be used; the message says why and what to do, in one line. */
export class DatabaseError extends Error {
  override readonly name: string = 'DatabaseError'
}

/** Another process owns the embedded database. */
export class InUseError extends DatabaseError {
  override readonly name = 'InUseError'
}
