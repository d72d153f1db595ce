import { useFormatMoment } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Section } from '#ui/parts/Card.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import type { EntryVersion } from '../contract/entries.ts'
import { text } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'

/**
 * The class as a tile for each axis, with the criteria of its level, and the reason of its last
 * change.
 */
export function ClassTiles({
  register,
  value,
  history,
}: {
  readonly register: RegisterView
  readonly value: Readonly<Record<string, number>>
  readonly history: readonly EntryVersion[]
}) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const lastClassChange = history.find(
    (version) =>
      version.reason !== null &&
      version.changes.some((change) => change.field === register.classField),
  )
  const levels = register.axes.flatMap((axis) => {
    const level = axis.levels.find((candidate) => candidate.value === value[axis.id])
    return level === undefined
      ? []
      : [
          {
            axis,
            level,
            top: level.value === Math.max(...axis.levels.map((candidate) => candidate.value)),
          },
        ]
  })
  return (
    <Section title={say('classTitle')}>
      <ul className="grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(12rem,1fr))]">
        {levels.map(({ axis, level, top }) => (
          <li
            key={axis.id}
            className={classNames(
              'rounded-12 border px-4 py-3',
              top ? 'border-calm' : 'border-line',
            )}
          >
            <p className="text-[0.8125rem] text-sub">{axis.title}</p>
            <p className="text-[1.25rem] leading-150 font-700">{level.title}</p>
            <p className="mt-1 text-[0.875rem] leading-160">{level.criteria}</p>
          </li>
        ))}
      </ul>
      {lastClassChange !== undefined && (
        <p className="mt-3 border-l-[3px] border-line pl-3 text-[0.9375rem]">
          <span className="block text-[0.8125rem] text-sub">
            {say('classReason', {
              who: lastClassChange.by ?? say('program'),
              when: moment(lastClassChange.at),
            })}
          </span>
          {lastClassChange.reason}
        </p>
      )}
      <div className="mt-2">
        <Grounds provisions={[...new Set(levels.flatMap(({ level }) => level.carries))]} />
      </div>
    </Section>
  )
}
