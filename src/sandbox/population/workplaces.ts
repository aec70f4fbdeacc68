import type { Random } from './random.ts'
import type { CareerStage, Sector } from './vocabulary.ts'

/** Names that no real institution is meant by. */
const INVENTED = [
  'Riverside',
  'Hillside',
  'Northgate',
  'Old Mill',
  'Garden Street',
  'Harbour',
  'Three Bridges',
  'Lighthouse',
  'Sunrise',
  'Greenfield',
  'Market Square',
  'Kingfisher',
]

const INSTITUTIONS: Readonly<Record<Sector, readonly string[]>> = {
  public: [
    '{name} Public Library, {city}',
    '{city} {name} Branch Library',
    '{name} Community Library, {city}',
  ],
  academic: [
    '{name} University Library, {city}',
    '{name} College Library, {city}',
    '{city} {name} Polytechnic Library',
  ],
  school: ['{name} Primary School, {city}', '{name} High School Library, {city}'],
  special: [
    '{name} Hospital Library, {city}',
    '{name} Law Library, {city}',
    '{name} Research Institute, {city}',
  ],
  national: ['National Library, {name} Reading Room', 'State Library, {name} Collections, {city}'],
  archive: ['{name} City Archive, {city}', '{name} Museum Library, {city}'],
  other: ['{name} Reading Project, {city}', 'Between two jobs, {city}'],
}

const ROLES: Readonly<Record<Sector, readonly string[]>> = {
  public: [
    'Branch librarian',
    'Children’s librarian',
    'Community engagement officer',
    'Library assistant',
    'Outreach librarian',
  ],
  academic: [
    'Subject librarian',
    'Systems librarian',
    'Research data librarian',
    'Metadata specialist',
    'Liaison librarian',
  ],
  school: ['School librarian', 'Teacher librarian'],
  special: ['Medical librarian', 'Law librarian', 'Information specialist', 'Knowledge manager'],
  national: ['Cataloguer', 'Digitisation coordinator', 'Legal deposit officer', 'Reference librarian'],
  archive: ['Archivist', 'Records manager', 'Museum librarian'],
  other: ['Freelance indexer', 'Reading project coordinator', 'Consultant'],
}

export function institutionOf(random: Random, sector: Sector, city: string): string {
  return random.pick(INSTITUTIONS[sector]).replace('{name}', random.pick(INVENTED)).replace('{city}', city)
}

export function roleOf(random: Random, sector: Sector, stage: CareerStage): string {
  if (stage === 'student') return 'Student of library and information science'
  const role = random.pick(ROLES[sector])
  if (stage === 'retired') return `${role}, retired`
  return stage === 'senior' && random.chance(0.5)
    ? `Head of services, before that ${role.toLowerCase()}`
    : role
}
