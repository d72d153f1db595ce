import { use } from 'react'
import { useCommonTexts } from '../../i18n/index.ts'
import { Button } from '../../parts/Button.tsx'
import { FormEntries } from '../entries.ts'
import type { InputProps } from '../types.ts'
import { markClass } from './inputClasses.ts'

/** A field with `among`: a line for each entry that the page is about, to be ticked one by one. */
export function TickInput({ id, value, onChange, onBlur, invalid }: InputProps) {
  const common = useCommonTexts()
  const entries = use(FormEntries)
  const ticked: readonly unknown[] = Array.isArray(value) ? value : []
  const tick = (entry: string, isTicked: boolean): void =>
    onChange(
      entries
        .map((each) => each.id)
        .filter((each) => (each === entry ? isTicked : ticked.includes(each))),
    )
  const count = entries.filter((entry) => ticked.includes(entry.id)).length
  return (
    <>
      {entries.length > 1 && (
        <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="grow text-[0.875rem] text-sub" aria-live="polite">
            {common('ticks.count', { all: entries.length, count })}
          </p>
          <Button size="small" onPress={() => onChange(entries.map((entry) => entry.id))}>
            {common('ticks.all')}
          </Button>
        </div>
      )}
      <ul
        className={`divide-y divide-line rounded-8 border ${invalid ? 'border-2 border-stop-line' : 'border-line'}`}
      >
        {entries.map((entry, index) => (
          <li key={entry.id}>
            <label className="flex min-h-12 cursor-pointer items-start gap-3 px-4 py-3">
              <input
                id={index === 0 ? id : undefined}
                type="checkbox"
                checked={ticked.includes(entry.id)}
                onBlur={onBlur}
                className={markClass}
                onChange={(event) => tick(entry.id, event.currentTarget.checked)}
              />
              <span className="min-w-0 leading-160">{entry.title}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}
