import { useTexts } from '#ui/i18n/index.ts'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { text } from './text.ts'
import type { Confirmation } from '../contract/abilities.ts'

/** What must be ticked before a decision, with the provisions that require it below. */
export function Confirmations({
  list,
  value,
  fault,
  onChange,
}: {
  readonly list: readonly Confirmation[]
  readonly value: readonly string[]
  readonly fault: boolean
  readonly onChange: (ids: readonly string[]) => void
}) {
  const say = useTexts(text)
  return (
    <fieldset id="act-confirm" className={fault ? 'border-l-4 border-stop-line pl-3' : ''}>
      <legend className="mb-1 font-700">{say('confirm')}</legend>
      {fault && (
        <p role="alert" className="mb-1 flex gap-1.5 text-[0.9375rem] font-700 text-stop">
          <span aria-hidden="true">●</span>
          {say('notConfirmed')}
        </p>
      )}
      {list.map((item) => (
        <div key={item.id} className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <label className="flex min-h-11 cursor-pointer items-center gap-2.5">
            <input
              type="checkbox"
              className="size-5 accent-act"
              checked={value.includes(item.id)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...value, item.id]
                    : value.filter((id) => id !== item.id),
                )
              }
            />
            {item.title}
          </label>
        </div>
      ))}
      <Grounds provisions={list.flatMap((item) => item.carries)} />
    </fieldset>
  )
}
