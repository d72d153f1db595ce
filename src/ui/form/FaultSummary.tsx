import { useFormState } from 'react-hook-form'
import { ApiProblem } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Notice } from '../parts/Notice.tsx'
import { ProblemNotice } from '../parts/ProblemNotice.tsx'
import { messageOf } from './errors.ts'
import type { FormControl, Slot } from './slots.ts'

/** The faults of the form above its fields: a sentence for each field, which links to it. */
export function FaultSummary({
  control,
  slots,
  problem,
  idOf,
  onGo,
}: {
  readonly control: FormControl
  readonly slots: readonly Slot[]
  /** The error that the server refused the form with. */
  readonly problem: unknown
  readonly idOf: (slot: Slot) => string
  readonly onGo: (slot: Slot) => void
}) {
  const common = useCommonTexts()
  const { errors } = useFormState({ control })
  const faults = slots.flatMap((slot) => {
    const message = messageOf(errors, slot.name)
    return message === undefined ? [] : [{ slot, message }]
  })
  return (
    <>
      {faults.length > 0 && (
        <Notice kind="stop" title={common('form.faults', { count: faults.length })}>
          <ul className="space-y-0.5">
            {faults.map(({ slot, message }) => (
              <li key={slot.name}>
                <a
                  href={`#${idOf(slot)}`}
                  className="whitespace-pre-line text-stop underline underline-offset-3"
                  onClick={(event) => {
                    event.preventDefault()
                    onGo(slot)
                  }}
                >
                  {message}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {(faults.length === 0 || !(problem instanceof ApiProblem) || problem.grounds.length > 0) && (
        <ProblemNotice error={problem} />
      )}
    </>
  )
}
