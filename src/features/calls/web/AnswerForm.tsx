import { useId, useState } from 'react'
import { useAction } from '#ui/action.ts'
import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { State } from '../contract.ts'
import { text } from './text.ts'
import { touchedByCalls } from './touched.ts'

const states: readonly State[] = ['ready', 'later', 'help']

/** A field for a note and three large buttons, one for each answer; usable with one thumb. */
export function AnswerForm({
  call,
  onAnswered,
}: {
  readonly call: (answer: { readonly state: State; readonly note?: string }) => Promise<unknown>
  readonly onAnswered: () => void
}) {
  const say = useTexts(text)
  const id = useId()
  const [note, setNote] = useState('')
  const answer = useAction({
    call: (state: State) => call({ state, ...(note.trim() === '' ? {} : { note: note.trim() }) }),
    invalidates: touchedByCalls,
    done: onAnswered,
  })
  const pendingState = answer.input
  return (
    <div className="space-y-4">
      <ProblemNotice error={answer.problem} />
      <div>
        <label htmlFor={id} className="mb-1 block font-700">
          {say('note')}
        </label>
        <input
          id={id}
          type="text"
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          className={inputClass(false)}
        />
      </div>
      <div className="flex flex-col gap-3">
        {states.map((state) => (
          <Button
            key={state}
            kind={state === 'ready' ? 'main' : state === 'help' ? 'stop' : 'line'}
            isPending={pendingState === state}
            isDisabled={pendingState !== undefined && pendingState !== state}
            onPress={() => void answer.run(state)}
          >
            {say(state)}
          </Button>
        ))}
      </div>
    </div>
  )
}
