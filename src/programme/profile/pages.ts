/** Which fields stand on which page of the profile's form; the first alone is enough to take part. */
export const PAGES = [
  ['name', 'country', 'zone', 'languages', 'sector'],
  ['workplace', 'role', 'careerStage', 'interests', 'mentoring'],
  ['canTell', 'wantsToLearn', 'wishSector', 'wishes', 'trio'],
  ['frequency', 'medium', 'days', 'parts', 'contact'],
] as const

export type ProfileField = (typeof PAGES)[number][number]

/** The first page with one of these fields, from 0. */
export function pageOf(fields: readonly { readonly field: string }[]): number {
  const on = (page: readonly string[]) => fields.some(({ field }) => page.includes(field))
  return Math.max(0, PAGES.findIndex(on))
}
