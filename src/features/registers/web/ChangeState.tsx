import { useState } from 'react'
import { api } from '#ui/api.ts'
import { touchedByLines } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { EntryDetail } from '../contract/entries.ts'
import { text } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'

/** Changes the state of an entry by hand, where the pack allows that; otherwise renders nothing. */
export function ChangeState({
  register,
  entry,
}: {
  readonly register: RegisterView
  readonly entry: EntryDetail
}) {
  const say = useTexts(text)
  const [open, setOpen] = useState(false)
  const others = register.byHand[entry.state] ?? []
  if (others.length === 0) return null
  return (
    <>
      <Button onPress={() => setOpen(true)}>{say('changeState')}</Button>
      {open && (
        <StateDialog
          register={register}
          entry={entry}
          states={others}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function StateDialog({
  register,
  entry,
  states,
  onClose,
}: {
  readonly register: RegisterView
  readonly entry: EntryDetail
  readonly states: readonly string[]
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const [state, setState] = useState(states[0] ?? '')
  const [reason, setReason] = useState('')
  const save = useAction({
    call: () =>
      api.patch('/api/registers/:register/entries/:id', {
        params: { register: register.id, id: entry.id },
        body: { state, reason: reason.trim() },
        ifMatch: entry.version,
      }),
    invalidates: touchedByLines,
    done: () => {
      showToast(say('stateChanged', { state }))
      onClose()
    },
  })
  return (
    <DialogFrame
      isOpen
      title={say('changeStateTitle', { name: entry.name })}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="main"
            isPending={save.pending}
            isDisabled={reason.trim() === ''}
            onPress={() => void save.run()}
          >
            {say('save')}
          </Button>
          <Button onPress={onClose}>{say('cancel')}</Button>
        </>
      }
    >
      <div className="space-y-4">
        <ProblemNotice error={save.problem} />
        <label className="block">
          <span className="mb-1 block font-700">{say('newState')}</span>
          <SelectBox wide value={state} onChange={(event) => setState(event.currentTarget.value)}>
            {states.map((option) => (
              <option key={option} value={option}>
                {option}
              </option>
            ))}
          </SelectBox>
        </label>
        <label className="block">
          <span className="mb-1 block font-700">{say('stateReason')}</span>
          <textarea
            rows={3}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
          />
        </label>
      </div>
    </DialogFrame>
  )
}
