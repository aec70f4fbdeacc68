/**
 * What people choose from in the profile's form, with the English labels that they read there. The sandbox's people
 * answer with these labels, as real ones do.
 */
export const SECTORS = {
  public: 'Public library',
  academic: 'University or college library',
  school: 'School library',
  special: 'Special library',
  national: 'National or state library',
  archive: 'Archive or museum',
  other: 'Something else',
} as const

export const CAREER_STAGES = {
  student: 'Student',
  new: 'New to the profession',
  mid: 'Some years in',
  senior: 'Many years in',
  retired: 'Retired',
} as const

export const FREQUENCIES = {
  weekly: 'Every week',
  fortnightly: 'Every two weeks',
  monthly: 'Once a month',
} as const

export const MEDIUMS = {
  chat: 'Chat here',
  email: 'E-mail',
  video: 'Video calls',
  any: 'Any of these',
} as const

export const PARTS_OF_DAY = { morning: 'Mornings', afternoon: 'Afternoons', evening: 'Evenings' } as const

export const WEEKDAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const

export const INTERESTS = [
  { id: 'cataloguing', label: 'Cataloguing & metadata' },
  { id: 'children', label: 'Children’s services' },
  { id: 'digital-collections', label: 'Digital collections' },
  { id: 'open-access', label: 'Open access' },
  { id: 'information-literacy', label: 'Information literacy' },
  { id: 'outreach', label: 'Community outreach' },
  { id: 'accessibility', label: 'Accessibility' },
  { id: 'rare-books', label: 'Rare books & manuscripts' },
  { id: 'buildings', label: 'Library buildings & spaces' },
  { id: 'leadership', label: 'Leadership & management' },
  { id: 'research-support', label: 'Research support' },
  { id: 'reading', label: 'Reading promotion' },
  { id: 'makerspaces', label: 'Makerspaces' },
  { id: 'preservation', label: 'Archives & preservation' },
  { id: 'school-cooperation', label: 'School–library cooperation' },
  { id: 'multilingual', label: 'Multilingual collections' },
  { id: 'systems', label: 'Systems & software' },
  { id: 'data', label: 'Data & statistics' },
  { id: 'copyright', label: 'Copyright' },
  { id: 'advocacy', label: 'Volunteering & advocacy' },
  { id: 'user-experience', label: 'User experience' },
  { id: 'teaching', label: 'Library teaching' },
  { id: 'local-history', label: 'Local history' },
  { id: 'sustainability', label: 'Sustainability' },
] as const

export type Sector = keyof typeof SECTORS
export type CareerStage = keyof typeof CAREER_STAGES
export type Frequency = keyof typeof FREQUENCIES
export type Medium = keyof typeof MEDIUMS
export type PartOfDay = keyof typeof PARTS_OF_DAY
export type Weekday = keyof typeof WEEKDAYS
export type Interest = (typeof INTERESTS)[number]['id']

/** One of the 21 parts of a week. */
export type Slot = `${Weekday}-${PartOfDay}`

/** The named parts of the named days, in the order of the week: the form asks for days and for parts. */
export function slotsOf(days: readonly Weekday[], parts: readonly PartOfDay[]): Slot[] {
  return (Object.keys(WEEKDAYS) as Weekday[])
    .filter((day) => days.includes(day))
    .flatMap((day) =>
      (Object.keys(PARTS_OF_DAY) as PartOfDay[])
        .filter((part) => parts.includes(part))
        .map((part): Slot => `${day}-${part}`),
    )
}
