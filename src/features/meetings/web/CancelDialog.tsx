import { api, queryClient } from '#ui/api.ts'
import { Form } from '#ui/form/Form.tsx'
import { useText } from '#ui/i18n/index.ts'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { tell } from '#ui/parts/toast.ts'
import type { MeetingView } from '../contract.ts'
import { text } from './text.ts'

/** Calls a meeting off, with the reason that its members are told. */
export function CancelDialog({
  meeting,
  onClose,
}: {
  readonly meeting: MeetingView
  readonly onClose: () => void
}) {
  const say = useText(text)
  return (
    <DialogFrame isOpen title={say('cancelTitle')} onClose={onClose}>
      <p className="mb-5">{say('cancelBody')}</p>
      <Form
        fields={[{ id: 'reason', title: say('reason'), type: 'long-text', required: true }]}
        submit={say('cancel')}
        submitKind="stop"
        onSubmit={async ({ reason }) => {
          await api.post(`/api/meetings/${meeting.id}/cancel`, { reason })
          await Promise.all([
            queryClient.invalidateQueries({ queryKey: ['bodies'] }),
            queryClient.invalidateQueries({ queryKey: ['meetings'] }),
          ])
          tell(say('cancelled'))
          onClose()
        }}
      />
    </DialogFrame>
  )
}
