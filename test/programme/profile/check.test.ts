import { describe, expect, it } from 'vitest'
import { checkProfile } from '../../../src/programme/profile/check.ts'
import { readContact } from '../../../src/programme/profile/contact.ts'
import { withChosenCountry } from '../../../src/programme/profile/read-fields.ts'

const context = { locale: 'en', now: Date.UTC(2026, 10, 28), country: null }
const check = (values: Record<string, string | string[]>, country: string | null = null) =>
  checkProfile(values, { ...context, country })

describe('where somebody lives', () => {
  it('is kept as they wrote it, without what they said of the country already', () => {
    expect(check({ country: 'Poland', zone: 'Gdańsk, Pomorskie' }).change).toEqual({
      country: 'PL',
      zone: 'Europe/Warsaw',
      place: 'Gdańsk',
    })
    expect(check({ country: 'USA', zone: 'Springfield, IL' }).change.place).toBe('Springfield, IL')
    expect(check({ country: 'USA', zone: 'Houston, MN' }).change.place).toBe('Houston, MN')
    expect(check({ country: 'USA', zone: 'Houston, TX 77002' }).change.place).toBe('Houston')
    expect(check({ country: 'Poland', zone: 'Wrzeszcz, Gdańsk' }).change.place).toBe('Wrzeszcz, Gdańsk')
    expect(check({ zone: 'Little Rock, AR, USA' }, 'US').change).toEqual({
      zone: 'America/Chicago',
      place: 'Little Rock',
    })
  })

  it.each(['', 'n/a', '-', 'none', 'unknown', '\u200b'])(
    'follows from a country with one time at %j',
    (zone) => {
      expect(check({ country: 'Germany', zone }).change).toEqual({
        country: 'DE',
        zone: 'Europe/Berlin',
        place: null,
      })
    },
  )

  it.each(['CET', 'UTC+1', 'Europe/Warsaw', '(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb', 'Poland'])(
    'is no place where they wrote %j, which names only a time or the country',
    (zone) => {
      expect(check({ zone }, 'PL').change).toEqual({ zone: 'Europe/Warsaw', place: null })
    },
  )

  it('is asked about with the place they wrote, which each choice carries', () => {
    const [problem] = check({ zone: 'Smallville, KY' }, 'US').problems
    expect(problem).toMatchObject({ code: 'which-zone', typed: 'Smallville, KY' })
    expect(problem?.options).toEqual([
      'Smallville, KY (America/New_York)',
      'Smallville, KY (America/Chicago)',
    ])
    expect(check({ zone: problem?.options?.[1] ?? '' }, 'US').change).toEqual({
      zone: 'America/Chicago',
      place: 'Smallville, KY',
    })
  })

  const chosen = 'Springfield, United States (America/Chicago)'

  it.each([
    ['a town chosen from a list', chosen, 'Springfield, United States', 'Springfield (America/Chicago, US)'],
    ['a zone by its name', 'America/Chicago', 'Chicago', '(America/Chicago, US)'],
    ['a town that was typed', 'Springfield, Illinois', 'Springfield, Illinois', undefined],
  ])('is asked about outside the stated country: %s', (_, zone, typed, first) => {
    const { change, problems } = check({ country: 'Namibia', zone })
    expect(change).toEqual({ country: 'NA' })
    expect(problems).toMatchObject([{ field: 'zone', code: 'zone-abroad', typed, country: 'NA' }])
    const options = problems[0]?.options ?? []
    if (first !== undefined) expect(options).toEqual([first, 'Africa/Windhoek'])
    const answered = withChosenCountry({ country: 'Namibia', zone: options[0] ?? '' })
    expect(check({ ...answered } as Record<string, string>)).toMatchObject({
      change: { country: 'US', zone: 'America/Chicago' },
      problems: [],
    })
  })

  it('is one of the country’s own zones where only a time was named that is kept there too', () => {
    expect(check({ zone: 'Europe/Berlin' }, 'AT').change).toEqual({ zone: 'Europe/Vienna', place: null })
    expect(check({ zone: 'Prague (Europe/Prague)' }, 'SK').problems).toMatchObject([
      { code: 'zone-abroad', options: ['Prague (Europe/Prague, CZ)', 'Europe/Bratislava'] },
    ])
  })

  it('waits for the country, where that is asked about', () => {
    const { problems, change } = check({ country: 'Congo', zone: 'Goma' })
    expect(problems.map(({ code }) => code)).toEqual(['which-country'])
    expect(change).toEqual({})
  })

  it.each([
    ['n/a', 'required'],
    ['Little Rock, AR', 'unknown-country'],
  ])('is in no country called %j', (country, code) => {
    expect(check({ country }).problems).toMatchObject([{ field: 'country', code }])
  })
})

describe('languages', () => {
  it('are asked about one word at a time, and each choice keeps all others', () => {
    const first = check({ languages: 'English, Nigerian Pidjin, Gaelic' }).problems[0]
    expect(first).toMatchObject({ code: 'which-language', typed: 'Gaelic' })
    expect(first?.options?.[0]).toBe('en, Nigerian Pidjin, ga-ZZ')
    const second = check({ languages: first?.options?.[0] ?? '' }).problems[0]
    expect(second).toMatchObject({ code: 'unknown-language', typed: 'Nigerian Pidjin' })
    expect(check({ languages: second?.options?.[0] ?? '' }).change).toEqual({
      languages: ['en', 'pcm', 'ga'],
    })
  })

  it.each([
    ['Greek, Modern', ['el']],
    ['Kirghiz; British Sign Language', ['ky', 'bfi']],
    ['ASL and Hausa', ['ase', 'ha']],
  ])('are read of %j', (languages, codes) => {
    expect(check({ languages }).change).toEqual({ languages: codes })
  })

  it.each(['n/a', '-', ''])('are required where %j says none', (languages) => {
    expect(check({ languages }).problems).toEqual([{ field: 'languages', code: 'required' }])
  })
})

describe('a name', () => {
  it.each([
    '',
    '   ',
    '\u200d\u200c',
    '\u3164',
    '\u2800\u2800',
    '\u115f\u1160\uffa0',
    '\u{1d159}',
    '\ufe0f\u034f',
  ])('is none where nothing shows: %j', (name) => {
    expect(check({ name }).problems).toEqual([{ field: 'name', code: 'required' }])
  })

  it.each(['Nil', 'Unknown Mortal', '李', '🦊', 'می\u200cنا'])('may be %s', (name) => {
    expect(check({ name }).change).toEqual({ name })
  })
})

it('takes nothing for an answer where that is what was said', () => {
  expect(check({ workplace: 'n/a', role: '-', wishes: 'None.', contact: 'N/A' }).change).toEqual({
    workplace: null,
    role: null,
    wishes: null,
    contact: null,
  })
})

describe('a contact', () => {
  it.each([
    ['ana@example.org', 'ana@example.org'],
    ['Ana María <ana@example.org>', 'ana@example.org'],
    ['<ana@example.org>', 'ana@example.org'],
    ['mailto:ana@example.org', 'ana@example.org'],
    ['linkedin.com/in/ana', 'https://linkedin.com/in/ana'],
    ['www.linkedin.com/in/ana', 'https://www.linkedin.com/in/ana'],
    ['https://example.org/ana', 'https://example.org/ana'],
    ['Ana <https://example.org/ana>', 'https://example.org/ana'],
    ['<https://example.org/ana|example.org/ana>', 'https://example.org/ana'],
    ['bücherei.de', 'https://bücherei.de'],
    ['example.org.', 'https://example.org'],
  ])('is taken of %j', (text, contact) => {
    expect(readContact(text)).toBe(contact)
  })

  it.each([
    'ana',
    '@ana',
    'ana@example.org or b@example.org',
    'j.smith',
    '+48 600 000 000',
    'javascript:alert(1)',
    'https://',
    'a b.org',
  ])('is none in %j', (text) => {
    expect(readContact(text)).toBeUndefined()
  })
})
