import { useState } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { RoundView } from '../../contract/rounds.ts'
import { Why } from '../answering/Why.tsx'
import { text } from '../text.ts'
import { touchedByRounds } from '../touched.ts'

/** Begins a turn by hand, with the reason. */
export function BeginDialog({
  round,
  onClose,
}: {
  readonly round: RoundView
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const [reason, setReason] = useState('')
  const [missed, setMissed] = useState(0)
  const begin = useAction({
    call: () => api.post('/api/rounds', { body: { round: round.id, reason: reason.trim() } }),
    invalidates: touchedByRounds,
    done: ({ occurrences }) => {
      showToast(say('begun', { count: occurrences }))
      onClose()
    },
  })
  const send = (): void => {
    if (reason.trim() === '') setMissed((count) => count + 1)
    else void begin.run()
  }
  return (
    <DialogFrame
      isOpen
      title={say('beginTitle', { title: round.title })}
      onClose={onClose}
      actions={
        <>
          <Button kind="main" isPending={begin.pending} onPress={send}>
            {say('beginYes')}
          </Button>
          <Button onPress={onClose}>{say('cancel')}</Button>
        </>
      }
    >
      <div className="space-y-4">
        <p>{say('beginBody', { each: round.each, by: round.by })}</p>
        <ProblemNotice error={begin.problem} />
        <Why
          label={say('reason')}
          value={reason}
          longest={500}
          missed={missed}
          onChange={setReason}
          onGive={send}
        />
      </div>
    </DialogFrame>
  )
}
