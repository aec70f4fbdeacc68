import type { Field, Form } from '../chat/form.ts'
import type { Programme } from '../database/generated/client.ts'
import { REUNIONS, type RuleNumber } from '../programme/rules.ts'
import type { MessageKey, Voice } from './voice.ts'

type RuleName = 'country' | 'language' | 'cadence' | 'roles' | 'reunion'

/** One of a programme's rules, as a question with few answers. */
export function ruleChoice(name: RuleName, values: readonly string[], value: string, voice: Voice): Field {
  return {
    kind: 'choice',
    name,
    label: voice.text(`programme.rules.form.${name}`),
    required: true,
    options: values.map((one) => ({
      value: one,
      label: voice.text(`programme.rules.form.${name}.${one}` as MessageKey),
    })),
    value,
  }
}

/** The programme's rules as a form. `draft` is what was filled in last. */
export function rulesForm(
  id: string,
  programme: Programme,
  draft: Record<string, string>,
  voice: Voice,
): Form {
  const choice = (name: RuleName, values: readonly string[], value: string) =>
    ruleChoice(name, values, draft[name] ?? value, voice)
  const number = (name: RuleNumber, value: number, max: number) => ({
    kind: 'line' as const,
    name,
    label: voice.text(`programme.rules.form.${name}`),
    required: true,
    max,
    value: draft[name] ?? String(value),
  })
  return {
    id,
    title: voice.text('programme.rules.form.title'),
    submit: voice.text('form.submit'),
    pages: [
      {
        title: voice.text('programme.rules.form.page'),
        fields: [
          choice('country', ['yes', 'no'], programme.differentCountry ? 'yes' : 'no'),
          choice('language', ['yes', 'no'], programme.sharedLanguage ? 'yes' : 'no'),
          number('cap', programme.countryCap, 3),
          number('count', programme.topicsPerRound, 2),
          choice('cadence', ['monthly', 'fortnightly'], programme.cadence),
        ],
      },
      {
        title: voice.text('programme.rules.form.page.partners'),
        fields: [
          choice('roles', ['peers', 'mentors'], programme.roles),
          number('hours', programme.leastHours, 2),
          choice('reunion', REUNIONS, programme.reunion),
          number('between', programme.reunionAfter, 2),
        ],
      },
    ],
  }
}

export const RULES_PAGES = 2
