/** By the code of PostgreSQL or of the network. */
const WHY: Readonly<Record<string, string>> = {
  '28P01': 'the server refused the user or password. Check both.',
  '28000':
    'the server lets this user in from nowhere, not from here, or not without encryption. Check the user and the server’s pg_hba.conf, or add ?sslmode=require.',
  '3D000':
    'there is no database of this name on the server. Create it, or check the name after the last slash.',
  '53300': 'the server has no connection left. Close some, or raise its max_connections.',
  '57P03': 'the server is starting or stopping. Try again in a moment.',
  ECONNREFUSED: 'nothing answers at this address. Is PostgreSQL running there?',
  ECONNRESET: 'whatever answers at this address hangs up. Is that PostgreSQL?',
  EHOSTUNREACH: 'there is no way to this host from here. Check it, and the network.',
  ENETUNREACH: 'there is no way to this host from here. Check it, and the network.',
  ENOENT: 'there is no socket of a server in this folder. Check it.',
  ENOTFOUND: 'there is no server of this name. Check it.',
  EAI_AGAIN: 'the server’s name could not be looked up. Check it, and this machine’s DNS.',
  ETIMEDOUT: 'nothing answers at this address within ten seconds. Check the host, the port and firewalls.',
}

/** Why a PostgreSQL cannot be used, and what to do, in a line without user and password. */
export function whyNoDatabase(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot connect.'
  const code = 'code' in error ? String(error.code) : ''
  if (Object.hasOwn(WHY, code)) return WHY[code] ?? ''
  // The client gives these no code.
  if (/timeout expired|timeout exceeded/.test(error.message)) return WHY.ETIMEDOUT ?? ''
  if (/does not support SSL/.test(error.message)) return 'the server has no encryption. Take sslmode away.'
  return `cannot connect (${error.message.split('\n')[0]}).`
}
