import type { Field, Form } from '../chat/form.ts'
import { type Block, type Message, paragraph, plain } from '../chat/message.ts'
import { dateAt } from '../programme/calendar/daytime.ts'
import { firstKnown } from '../programme/calendar/zone.ts'
import type { Settings, SettingsChanged } from '../programme/settings.ts'
import { clockTime, dateInWords } from './moments.ts'
import { zoneField, zoneUnderstood } from './programme-zone.ts'
import { LANGUAGES, type Voice } from './voice.ts'

/** The form in which a programme's name and clocks are changed; its language where there is more than one. */
export function settingsForm(
  id: string,
  { name, zone, locale }: Settings,
  voice: Voice,
  languages: readonly string[] = LANGUAGES,
): Form {
  const fields: Field[] = [
    {
      kind: 'line',
      name: 'name',
      label: voice.text('programme.form.name'),
      required: true,
      max: 60,
      value: name,
    },
    zoneField(zone, voice),
  ]
  if (languages.length > 1) {
    fields.push({
      kind: 'choice',
      name: 'language',
      label: voice.text('programme.form.language'),
      required: true,
      options: languages.map((value) => ({ value, label: languageName(value) })),
      value: locale,
    })
  }
  return {
    id,
    title: voice.text('programme.settings.title'),
    submit: voice.text('form.submit'),
    pages: [{ title: voice.text('programme.form.page'), fields }],
  }
}

/** What of it has changed, and what that means. @param now epoch ms */
export function settingsChanged(
  { before, programme, nextTopicAt }: SettingsChanged,
  now: number,
  voice: Voice,
): Message {
  const blocks: Block[] = []
  if (before.name !== programme.name)
    blocks.push(paragraph(...voice.rich('programme.settings.name', { name: programme.name })))
  if (before.locale !== programme.locale) {
    const language = languageName(programme.locale)
    blocks.push(paragraph(...voice.rich('programme.settings.language', { language })))
  }
  if (before.zone !== programme.zone) {
    blocks.push(...zoneUnderstood({ zone: programme.zone, now }, voice))
    if (nextTopicAt !== undefined) {
      const zone = firstKnown(programme.zone)
      const date = dateInWords(dateAt(nextTopicAt, zone), voice.locale)
      const time = clockTime(nextTopicAt, zone, voice.locale)
      blocks.push(paragraph(...voice.rich('programme.settings.next-topic', { date, time })))
    }
  }
  if (blocks.length === 0) blocks.push(paragraph(...voice.rich('programme.settings.same')))
  const [first] = blocks
  return { summary: first?.kind === 'paragraph' ? plain(first.children) : programme.name, blocks }
}

/** What a language calls itself. */
const languageName = (locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
