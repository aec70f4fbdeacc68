import { LABELS } from './labels.ts'
import type { Person } from './population/population.ts'
import {
  CAREER_STAGES,
  FREQUENCIES,
  INTERESTS,
  MEDIUMS,
  PARTS_OF_DAY,
  SECTORS,
  WEEKDAYS,
} from './population/vocabulary.ts'

type Answers = Record<string, string | readonly string[]>

const interestLabels = (ids: readonly string[]) =>
  INTERESTS.filter(({ id }) => ids.includes(id)).map(({ label }) => label)

/** What a person writes and chooses on each page of the profile's form. */
export function answersOf(person: Person): readonly Answers[] {
  return [
    {
      [LABELS.name]: person.fullName,
      [LABELS.country]: person.countryTyped,
      [LABELS.zone]: townOf(person),
      [LABELS.sector]: SECTORS[person.sector],
    },
    {
      [LABELS.workplace]: person.workplace,
      [LABELS.role]: person.role,
      [LABELS.careerStage]: CAREER_STAGES[person.careerStage],
      [LABELS.interests]: interestLabels(person.interests),
    },
    {
      [LABELS.canTell]: interestLabels(person.canTellAbout),
      [LABELS.wantsToLearn]: interestLabels(person.wantsToLearn),
      [LABELS.trio]: person.acceptsTrio ? LABELS.trioYes : LABELS.trioNo,
    },
    {
      [LABELS.frequency]: FREQUENCIES[person.frequency],
      [LABELS.medium]: MEDIUMS[person.medium],
      [LABELS.days]: person.days.map((day) => WEEKDAYS[day]),
      [LABELS.parts]: person.parts.map((part) => PARTS_OF_DAY[part]),
      ...(person.contact ? { [LABELS.contact]: person.contact } : {}),
    },
  ]
}

const countries = new Intl.DisplayNames('en', { type: 'region' })

/** On Slack towns of the whole world are suggested at first, so that people say in which country theirs is. */
function townOf({ platform, country, zoneTyped }: Person): string {
  const isZone = zoneTyped.includes('/')
  return platform === 'slack' && !isZone ? `${zoneTyped}, ${countries.of(country)}` : zoneTyped
}
