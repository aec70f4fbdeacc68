/** The channels that everybody who takes part should see. */
export const OPEN_PURPOSES = ['announcements', 'forum'] as const
export type OpenPurpose = (typeof OPEN_PURPOSES)[number]
