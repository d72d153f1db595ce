import { classNames } from '../../parts/classNames.ts'
import type { FormAxis, InputProps } from '../types.ts'
import { signs } from '../../i18n/index.ts'

const isRecord = (value: unknown): value is Record<string, number> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field of the type `class`: on each axis one level, shown with its criteria. */
export function ClassInput({ id, value, onChange, onBlur, axes, invalid }: InputProps) {
  const selectedLevels = isRecord(value) ? value : {}
  return (
    <div
      className={`grid gap-3 md:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))] ${invalid ? 'border-l-4 border-stop-line pl-3' : ''}`}
    >
      {axes.map((axis, index) => (
        <fieldset key={axis.id} className="overflow-hidden rounded-12 border border-line">
          <legend className="float-left w-full border-b border-line bg-soft px-4 py-2 font-700">
            {axis.title}
          </legend>
          <div className="clear-both divide-y divide-line">
            {axis.levels
              .toSorted((a, b) => b.value - a.value)
              .map((level, position) => (
                <label
                  key={level.value}
                  className={classNames(
                    'flex cursor-pointer gap-3 px-4 py-3 hover:bg-soft',
                    selectedLevels[axis.id] === level.value && 'bg-act-soft hover:bg-act-soft',
                  )}
                >
                  <input
                    id={index === 0 && position === 0 ? id : undefined}
                    type="radio"
                    name={`${id}-${axis.id}`}
                    checked={selectedLevels[axis.id] === level.value}
                    onBlur={onBlur}
                    onChange={() => onChange({ ...selectedLevels, [axis.id]: level.value })}
                    className="mt-1 size-5 shrink-0 accent-act"
                  />
                  <span className="min-w-0">
                    <b className="block">{level.title}</b>
                    {level.criteria !== undefined && (
                      <span className="block text-[0.875rem] leading-160">{level.criteria}</span>
                    )}
                    {level.examples !== undefined && level.examples.length > 0 && (
                      <span className="block text-[0.8125rem] leading-160 text-sub">
                        {level.examples.join(signs().list)}
                      </span>
                    )}
                  </span>
                </label>
              ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

/** The levels of a class in plain words; the highest level of an axis is bold. */
export function ClassMarks({
  value,
  axes,
}: {
  readonly value: Readonly<Record<string, number>>
  readonly axes: readonly FormAxis[]
}) {
  return (
    <span className="inline-flex flex-wrap gap-x-3">
      {axes.flatMap((axis) => {
        const level = axis.levels.find((candidate) => candidate.value === value[axis.id])
        const highest = Math.max(...axis.levels.map((candidate) => candidate.value))
        return level === undefined
          ? []
          : [
              <span key={axis.id} className={level.value === highest ? 'font-700' : ''}>
                {level.title}
              </span>,
            ]
      })}
    </span>
  )
}
