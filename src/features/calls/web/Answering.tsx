import { useId, useState } from 'react'
import { boxLook } from '#ui/form/inputs/look.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { State } from '../contract.ts'
import { text } from './text.ts'

const states: readonly State[] = ['ready', 'later', 'help']

/** Three large buttons, one of which is the answer, and room for a word: made for one thumb. */
export function Answering({
  onAnswer,
}: {
  readonly onAnswer: (answer: { readonly state: State; readonly note?: string }) => Promise<void>
}) {
  const say = useText(text)
  const id = useId()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState<State>()
  const [problem, setProblem] = useState<unknown>()
  const answer = async (state: State): Promise<void> => {
    setBusy(state)
    setProblem(undefined)
    try {
      await onAnswer({ state, ...(note.trim() === '' ? {} : { note: note.trim() }) })
    } catch (error) {
      setProblem(error)
    }
    setBusy(undefined)
  }
  return (
    <div className="space-y-4">
      <ProblemNotice error={problem} />
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
          className={boxLook(false)}
        />
      </div>
      <div className="flex flex-col gap-3">
        {states.map((state) => (
          <Button
            key={state}
            kind={state === 'ready' ? 'main' : state === 'help' ? 'stop' : 'line'}
            isPending={busy === state}
            isDisabled={busy !== undefined && busy !== state}
            onPress={() => void answer(state)}
          >
            {say(state)}
          </Button>
        ))}
      </div>
    </div>
  )
}
