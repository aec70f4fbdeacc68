import type { AdapterWords } from '../chat/adapter-words.ts'
import { createVoice } from './voice.ts'

/** What adapters themselves say: to people of whom they know nothing yet. */
export function adapterWords(locale = 'en'): AdapterWords {
  const { text } = createVoice({
    locale,
    platform: '',
    typed: (name) => `/${name}`,
    press: () => '',
    form: () => '',
  })
  return {
    title: text('adapter.title'),
    close: text('adapter.close'),
    moment: text('adapter.moment'),
    failed: text('adapter.failed'),
    crowd: text('adapter.crowd'),
    file: text('adapter.file'),
    onlyInWorkspaces: text('adapter.only-in-servers'),
    notMine: text('adapter.not-mine'),
    busy: text('adapter.busy'),
    threads: text('adapter.threads'),
    forOne: text('adapter.for-one'),
    next: (page, pages) => text('form.next', { page, pages }),
    didYouMean: (meanings) => text('adapter.did-you-mean', { meanings }),
  }
}
