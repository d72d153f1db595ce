import { useState } from 'react'
import { useAction } from '#ui/action.ts'
import { useCommonTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'

/** Asks for the reason of a decision on an edition, then sends it. */
export function ReasonDialog({
  title,
  lead,
  onClose,
  onSend,
}: {
  readonly title: string
  readonly lead: string
  readonly onClose: () => void
  readonly onSend: (reason: string) => Promise<unknown>
}) {
  const common = useCommonTexts()
  const [reason, setReason] = useState('')
  const send = useAction({ call: () => onSend(reason), invalidates: [], done: onClose })
  return (
    <DialogFrame
      isOpen
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="main"
            isDisabled={reason.trim() === ''}
            isPending={send.pending}
            onPress={() => void send.run()}
          >
            {title}
          </Button>
          <Button onPress={onClose}>{common('close')}</Button>
        </>
      }
    >
      <div className="space-y-3">
        <ProblemNotice error={send.problem} />
        <label className="block">
          <span className="mb-1 block font-700">{lead}</span>
          <textarea
            rows={4}
            required
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
          />
        </label>
      </div>
    </DialogFrame>
  )
}
