import { dayOf } from '#kernel/calendar/days.ts'
import { eraOf } from '#kernel/calendar/eras.ts'
import { useFormatDate, useNow } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { useIsNarrow } from '#ui/media.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import { useYears } from '#ui/preferences.ts'
import type { RoundView } from '../../contract/rounds.ts'
import { text } from '../text.ts'
import { monthsOfYear } from './months.ts'

type Mark = 'done' | 'late' | 'running' | 'coming'

const shapes: Readonly<Record<Mark, { readonly shape: string; readonly colour: string }>> = {
  done: { shape: '✓', colour: 'text-good' },
  late: { shape: '●', colour: 'text-stop' },
  running: { shape: '▲', colour: 'text-warn' },
  coming: { shape: '○', colour: 'text-calm' },
}

/** What falls into which month: the present turn by its state, and the next one. */
function marksOf({ present, next }: RoundView): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>()
  if (next !== null) marks.set(next.to.slice(0, 7), 'coming')
  if (present !== null)
    marks.set(
      dayOf(present.closedAt ?? present.dueAt).slice(0, 7),
      present.closedAt !== null || (present.total > 0 && present.closed === present.total)
        ? 'done'
        : present.late > 0
          ? 'late'
          : 'running',
    )
  return marks
}

/** The 年度 month by month: what is held when. A list of months on a narrow screen. */
export function YearGrid({ rounds }: { readonly rounds: readonly RoundView[] }) {
  const say = useTexts(text)
  const today = dayOf(useNow())
  const months = monthsOfYear(today)
  const isNarrow = useIsNarrow()
  const rows = rounds.map((round) => ({ round, marks: marksOf(round) }))
  const monthName = useMonthName()
  if (isNarrow)
    return (
      <>
        {months.map((month) => {
          const held = rows.filter(({ marks }) => marks.has(month))
          return held.length === 0 ? null : (
            <Section key={month} title={monthName(month)} count={held.length}>
              <Card>
                <Rows label={monthName(month)}>
                  {held.map(({ round, marks }) => (
                    <Row
                      key={round.id}
                      title={
                        <Link quiet href={`/rounds/${round.id}`}>
                          {round.title}
                        </Link>
                      }
                      detail={round.by}
                      state={<MarkSign mark={marks.get(month)} worded />}
                    />
                  ))}
                </Rows>
              </Card>
            </Section>
          )
        })}
      </>
    )
  return (
    <>
      <figure
        className="overflow-x-auto rounded-12 border border-line"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- to scroll by keys
        tabIndex={0}
        aria-label={say('year')}
      >
        <table className="w-full min-w-3xl border-collapse text-left text-[0.9375rem]">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className="px-4 py-2 text-[0.875rem] font-700">
                {say('whatIsDone')}
              </th>
              {months.map((month, index) => (
                <th
                  key={month}
                  scope="col"
                  className={classNames(
                    'w-11 px-1 py-1.5 text-center align-bottom text-[0.875rem] font-700 numerals',
                    month === today.slice(0, 7) && 'bg-act-soft',
                  )}
                >
                  <YearAbove month={month} shown={index === 0 || month.endsWith('-01')} />
                  <span aria-label={monthName(month)}>{Number(month.slice(5))}</span>
                </th>
              ))}
              <th scope="col" className="px-4 py-2 text-[0.875rem] font-700">
                {say('next')}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(({ round, marks }) => (
              <tr key={round.id}>
                <th scope="row" className="px-4 py-2.5 font-400">
                  <Link quiet href={`/rounds/${round.id}`}>
                    <b>{round.title}</b>
                  </Link>
                  {round.every !== null && (
                    <span className="ml-2 text-[0.8125rem] text-sub">{round.every}</span>
                  )}
                </th>
                {months.map((month) => (
                  <td
                    key={month}
                    className={classNames(
                      'px-1 py-2.5 text-center',
                      month === today.slice(0, 7) && 'bg-act-soft',
                    )}
                  >
                    <MarkSign mark={marks.get(month)} />
                  </td>
                ))}
                <td className="px-4 py-2.5 text-[0.875rem] whitespace-nowrap text-sub">
                  <NextTurn round={round} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </figure>
      <ul
        className="mt-2.5 flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-sub"
        aria-label={say('legend')}
      >
        {(['done', 'running', 'late', 'coming'] as const).map((mark) => (
          <li key={mark}>
            <MarkSign mark={mark} worded />
          </li>
        ))}
      </ul>
    </>
  )
}

function MarkSign({
  mark,
  worded = false,
}: {
  readonly mark: Mark | undefined
  readonly worded?: boolean
}) {
  const say = useTexts(text)
  if (mark === undefined) return null
  const { shape, colour } = shapes[mark]
  return (
    <span className={classNames('text-[0.875rem] font-700 whitespace-nowrap', colour)}>
      <span aria-hidden="true">{shape}</span>
      <span className={worded ? 'ml-1.5' : 'sr-only'}>{say(`mark.${mark}`)}</span>
    </span>
  )
}

function YearAbove({ month, shown }: { readonly month: string; readonly shown: boolean }) {
  const years = useYears()
  const era = eraOf(`${month}-01`)
  return (
    <span aria-hidden="true" className="block text-[0.6875rem] font-400 whitespace-nowrap text-sub">
      {shown
        ? years === 'japanese' && era !== null
          ? `${era.era.name}${era.year === 1 ? '元' : era.year}年`
          : month.slice(0, 4)
        : '\u00a0'}
    </span>
  )
}

/** 令和8年11月 or 2026年11月, in this person's style. */
function useMonthName(): (month: string) => string {
  const date = useFormatDate()
  return (month) =>
    date(`${month}-01`)
      .replace(/(?<=月)1日.*$/, '')
      .replace(/^1 /, '')
}

/** When the next turn is. */
export function NextTurn({ round }: { readonly round: RoundView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  if (round.next === null) return <>{say('noNext')}</>
  return <>{say('until', { date: date(round.next.to) })}</>
}
