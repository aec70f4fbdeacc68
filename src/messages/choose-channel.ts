import type { Form } from '../chat/form.ts'
import type { Voice } from './voice.ts'

/** In which a channel is named that is to be one of the programme's. */
export function chooseChannelForm(
  id: string,
  { purpose, named }: { readonly purpose: string; readonly named: string },
  voice: Voice,
): Form {
  return {
    id,
    title: voice.text('programme.choose.title'),
    submit: voice.text('form.submit'),
    pages: [
      {
        title: voice.text('programme.choose.page'),
        fields: [
          {
            kind: 'line',
            name: 'channel',
            label: voice.text('programme.choose.name'),
            hint: voice.text('programme.choose.hint', { purpose }),
            required: true,
            max: 200,
            ...(named === '' ? {} : { value: named }),
          },
        ],
      },
    ],
  }
}
