/**
 * What a backup has at most. A file that says it is one may have been made to fill up whoever reads it: a
 * megabyte of gzip unpacks to a gigabyte.
 */

/** A row, as its line: bytes. The draft of ten thousand people is some 15 MiB. */
export const LONGEST_ROW = 64 * 2 ** 20
/** Any other line, which names columns or migrations: bytes. */
export const LONGEST_LINE = 2 ** 20
/** Tables; we have some thirty. */
export const MOST_TABLES = 1_000
/** Columns of a table: PostgreSQL's own limit. */
export const MOST_COLUMNS = 1_600
/** How much larger it may be when it is unpacked. Ids alone keep a real one below 20. */
export const MOST_TIMES = 200
/** Up to here that does not count: bytes. */
export const SMALL = 64 * 2 ** 20
