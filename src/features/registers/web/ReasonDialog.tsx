import { useState } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { text } from './text.ts'

/** Asks for the reason of a changed class; closed without a reason, nothing is saved. */
export function ReasonDialog({
  from,
  to,
  onSettle,
}: {
  readonly from: string
  readonly to: string
  readonly onSettle: (reason: string | undefined) => void
}) {
  const say = useTexts(text)
  const [reason, setReason] = useState('')
  return (
    <DialogFrame
      isOpen
      title={say('reasonTitle')}
      onClose={() => onSettle(undefined)}
      actions={
        <>
          <Button
            kind="main"
            isDisabled={reason.trim() === ''}
            onPress={() => onSettle(reason.trim())}
          >
            {say('save')}
          </Button>
          <Button onPress={() => onSettle(undefined)}>{say('cancel')}</Button>
        </>
      }
    >
      <p className="mb-3">{say('reasonBody', { from, to })}</p>
      <label className="block">
        <span className="mb-1 block font-700">{say('reason')}</span>
        <textarea
          rows={3}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
        />
      </label>
    </DialogFrame>
  )
}
