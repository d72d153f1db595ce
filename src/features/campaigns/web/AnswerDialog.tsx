import { useState } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { Answer, CampaignLine } from '../contract.ts'
import { text } from './text.ts'

/**
 * The question before an answer is saved: a remark about one entry, or whether all were really
 * seen.
 */
export type PendingAnswer =
  | { readonly line: CampaignLine; readonly answer: Answer }
  | { readonly all: readonly CampaignLine[] }

/** Asks what differs, when the entry was last seen, or whether each was seen. */
export function AnswerDialog({
  asked,
  register,
  problem,
  onClose,
  onSend,
}: {
  readonly asked: PendingAnswer
  readonly register: string
  readonly problem: unknown
  readonly onClose: () => void
  readonly onSend: (lines: readonly CampaignLine[], answer: Answer, note?: string) => Promise<void>
}) {
  const say = useTexts(text)
  const [note, setNote] = useState('line' in asked ? (asked.line.note ?? '') : '')
  const [busy, setBusy] = useState(false)
  const send = async (...args: Parameters<typeof onSend>): Promise<void> => {
    setBusy(true)
    await onSend(...args)
    setBusy(false)
  }
  const cancel = <Button onPress={onClose}>{say('cancel')}</Button>
  if ('all' in asked) {
    return (
      <DialogFrame
        isOpen
        title={say('thereLong')}
        onClose={onClose}
        actions={
          <>
            <Button kind="main" isPending={busy} onPress={() => void send(asked.all, 'there')}>
              {say('allThereYes')}
            </Button>
            {cancel}
          </>
        }
      >
        <p>{say('allThereAsk', { count: asked.all.length })}</p>
        <ProblemNotice error={problem} />
      </DialogFrame>
    )
  }
  const { line, answer } = asked
  const changed = answer === 'changed'
  return (
    <DialogFrame
      isOpen
      title={`${line.name}${signs().colon}${say(`${answer}Long`)}`}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="main"
            isPending={busy}
            isDisabled={changed && note.trim() === ''}
            onPress={() => void send([line], answer, note.trim())}
          >
            {say('save')}
          </Button>
          {cancel}
          {changed && line.mayEdit && (
            <ButtonLink icon="edit" href={`/registers/${register}/${line.entry}/edit`}>
              {say('editLine')}
            </ButtonLink>
          )}
        </>
      }
    >
      <p className="mb-4">{changed ? say('changedBody') : say('missingBody')}</p>
      <ProblemNotice error={problem} />
      <label className="block">
        <span className="mb-1 block font-700">{say(changed ? 'noteChanged' : 'noteMissing')}</span>
        <textarea
          rows={3}
          required={changed}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
        />
      </label>
    </DialogFrame>
  )
}
