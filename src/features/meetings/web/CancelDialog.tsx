import { api } from '#ui/api.ts'
import { touchedByPlans } from './touched.ts'
import { textOf } from '#ui/form/values.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import { useTexts } from '#ui/i18n/index.ts'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { MeetingView } from '../contract.ts'
import { text } from './text.ts'

/** Cancels a meeting, with the reason that its members are notified of. */
export function CancelDialog({
  meeting,
  onClose,
}: {
  readonly meeting: MeetingView
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const cancel = useAction({
    call: (reason: string) =>
      api.post('/api/meetings/:id/cancel', {
        params: { id: meeting.id },
        body: { reason },
        ifMatch: meeting.version,
      }),
    invalidates: touchedByPlans,
    done: () => {
      showToast(say('cancelled'))
      onClose()
    },
  })
  return (
    <DialogFrame isOpen title={say('cancelTitle')} onClose={onClose}>
      <p className="mb-5">{say('cancelBody')}</p>
      <Form
        fields={[{ id: 'reason', title: say('reason'), type: 'long-text', required: true }]}
        submitLabel={say('cancel')}
        submitKind="stop"
        onSubmit={async ({ reason }) => {
          await cancel.send(textOf(reason))
        }}
      />
    </DialogFrame>
  )
}
