import { useState } from 'react'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { text } from './text.ts'
import type { Decision } from '../contract/abilities.ts'

/** Asks for the comment that a decision needs, then sends the decision with it. */
export function CommentDialog({
  decision,
  onClose,
  onSend,
}: {
  readonly decision: Decision
  readonly onClose: () => void
  readonly onSend: (comment: string) => Promise<void>
}) {
  const say = useTexts(text)
  const [comment, setComment] = useState('')
  const send = useAction({ call: () => onSend(comment), invalidates: [], done: onClose })
  return (
    <DialogFrame
      isOpen
      title={decision.title}
      onClose={onClose}
      actions={
        <>
          <Button
            kind={decision.tone === 'bad' ? 'stop' : 'main'}
            isPending={send.pending}
            onPress={() => void send.run()}
          >
            {decision.title}
          </Button>
          <Button onPress={onClose}>{say('stop')}</Button>
        </>
      }
    >
      <div className="space-y-3">
        <ProblemNotice error={send.problem} />
        <label className="block">
          <span className="mb-1 block font-700">{say('commentNeeded')}</span>
          <textarea
            rows={4}
            required
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
          />
        </label>
      </div>
    </DialogFrame>
  )
}
