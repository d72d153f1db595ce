import { useMoment } from '#ui/dates.ts'
import { useText } from '#ui/i18n/index.ts'
import { Section } from '#ui/parts/Card.tsx'
import { classes } from '#ui/parts/classes.ts'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import type { EntryVersion } from '../contract.ts'
import { text } from './text.ts'
import type { RegisterView } from '../contract.ts'

/** The class as a mark for each axis, with the criteria of its level, and the reason that was written when it last changed. */
export function ClassTiles({
  register,
  value,
  history,
}: {
  readonly register: RegisterView
  readonly value: Readonly<Record<string, number>>
  readonly history: readonly EntryVersion[]
}) {
  const say = useText(text)
  const moment = useMoment()
  const decided = history.find(
    (version) =>
      version.reason !== null &&
      version.changes.some((change) => change.field === register.classField),
  )
  const levels = register.axes.flatMap((axis) => {
    const level = axis.levels.find((one) => one.value === value[axis.id])
    return level === undefined
      ? []
      : [{ axis, level, top: level.value === Math.max(...axis.levels.map((one) => one.value)) }]
  })
  return (
    <Section title={say('classTitle')}>
      <ul className="grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(12rem,1fr))]">
        {levels.map(({ axis, level, top }) => (
          <li
            key={axis.id}
            className={classes(
              'rounded-12 border px-4 py-3',
              top ? 'border-stop-line bg-stop-soft/50' : 'border-line',
            )}
          >
            <p className="text-[0.8125rem] text-sub">{axis.title}</p>
            <p className={classes('text-[1.25rem] leading-150 font-700', top && 'text-stop')}>
              {top && (
                <span aria-hidden="true" className="mr-1.5 text-[0.7em]">
                  ●
                </span>
              )}
              {level.title}
            </p>
            <p className="mt-1 text-[0.875rem] leading-160">{level.criteria}</p>
          </li>
        ))}
      </ul>
      {decided !== undefined && (
        <p className="mt-3 border-l-[3px] border-line pl-3 text-[0.9375rem]">
          <span className="block text-[0.8125rem] text-sub">
            {say('classReason', { who: decided.by ?? say('program'), when: moment(decided.at) })}
          </span>
          {decided.reason}
        </p>
      )}
      <div className="mt-2">
        <Grounds provisions={[...new Set(levels.flatMap(({ level }) => level.carries))]} />
      </div>
    </Section>
  )
}
