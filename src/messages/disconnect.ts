import { buttons, type Message, paragraph } from '../chat/message.ts'
import type { Workspace } from '../database/generated/client.ts'
import type { Disconnecting } from '../programme/disconnect.ts'
import type { Voice } from './voice.ts'

/** As many as a select shows on every platform. */
const SHOWN = 25

/** Which of a programme's workspaces is to be disconnected. */
export function chooseWorkspace(workspaces: readonly Workspace[], voice: Voice): Message {
  return {
    summary: voice.text('programme.disconnect.which'),
    blocks: [
      paragraph(...voice.rich('programme.disconnect.which')),
      {
        kind: 'select',
        id: voice.press('disconnect-look'),
        placeholder: voice.text('programme.disconnect.placeholder'),
        options: workspaces.slice(0, SHOWN).map(({ id, name, platform }) => ({
          value: id,
          label: voice.text('programme.workspace', { name, platform: voice.text(`platform.${platform}`) }),
        })),
      },
    ],
  }
}

/** Who would be touched, before it is done. */
export function disconnectLook(facts: Disconnecting, programme: string, voice: Voice): Message {
  const { workspace, takingPart, partnerships, leftAlone, organisers, last } = facts
  const values = { workspace: workspace.name, name: programme }
  return {
    summary: voice.text('programme.disconnect.ask', values),
    blocks: [
      paragraph(...voice.rich('programme.disconnect.ask', values)),
      {
        kind: 'list',
        ordered: false,
        items: [
          voice.rich('programme.disconnect.people', { count: takingPart }),
          ...(partnerships > 0
            ? [voice.rich('programme.disconnect.partnerships', { count: partnerships })]
            : []),
          ...(leftAlone > 0 ? [voice.rich('programme.disconnect.alone', { count: leftAlone })] : []),
          ...(organisers > 0 ? [voice.rich('programme.disconnect.organisers', { count: organisers })] : []),
          ...(last ? [voice.rich('programme.disconnect.last')] : []),
        ],
      },
      buttons(
        {
          label: voice.text('programme.disconnect.no'),
          id: voice.press('disconnect-not'),
          style: 'primary',
        },
        {
          label: voice.text('programme.disconnect.yes'),
          id: voice.press('disconnect-now', workspace.id),
          style: 'danger',
        },
      ),
    ],
  }
}
