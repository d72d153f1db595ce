import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { useIsNarrow } from '#ui/media.ts'
import { classNames } from '#ui/parts/classNames.ts'
import type { Months } from '../../contract.ts'
import { text } from '../text.ts'
import { endOfLastYear, inThirtyDays } from './days.ts'

type Month = Months['months'][number]

/** What was late or wrong at the end of a month, or would be. */
const wrongIn = ({ counts }: Month): number => (counts['late'] ?? 0) + (counts['finding'] ?? 0)

/** The months that the map can be looked at, as far as they are known. */
export function useMonths(): readonly Month[] {
  return (
    useQuery({ ...queryOf('/api/policy/months', { query: {} }), staleTime: 300_000 }).data
      ?.months ?? []
  )
}

/**
 * The months before and after today, each with what was late or wrong at its end; months to come are
 * hatched, because they are what would be.
 */
export function MonthStrip({
  months,
  today,
  since,
  on,
  choose,
}: {
  readonly months: readonly Month[]
  readonly today: string
  /** The first day of which the records tell. */
  readonly since: string
  readonly on: string
  readonly choose: (on: string | undefined) => void
}) {
  const say = useTexts(text)
  const isNarrow = useIsNarrow()
  const strip = <Strip months={months} today={today} since={since} on={on} choose={choose} />
  if (!isNarrow)
    return (
      <section
        aria-label={say('otherDay')}
        className="mb-5 rounded-12 border border-line bg-paper px-5 pt-3 pb-4"
      >
        {strip}
      </section>
    )
  return (
    <details className="mb-4 rounded-12 border border-line bg-paper px-4">
      <summary className="min-h-12 cursor-pointer py-3 text-[0.9375rem] font-700">
        {say('otherDay')}
      </summary>
      <div className="pb-4">{strip}</div>
    </details>
  )
}

function Strip({ months, today, since, on, choose }: Parameters<typeof MonthStrip>[0]) {
  const say = useTexts(text)
  const date = useFormatDate()
  const isNarrow = useIsNarrow()
  const most = Math.max(1, ...months.map(wrongIn))
  const shortcuts = [
    { day: endOfLastYear(today), title: say('lastYearEnd') },
    { day: today, title: say('today') },
    { day: inThirtyDays(today), title: say('inThirtyDays') },
  ].filter(({ day }) => day >= since)
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {!isNarrow && <h2 className="text-[0.9375rem]">{say('otherDay')}</h2>}
        <p className="grow text-[0.8125rem] text-sub">{say('barsAre')}</p>
        <div className="flex flex-wrap">
          {shortcuts.map(({ day, title }) => (
            <button
              key={title}
              type="button"
              aria-pressed={on === day}
              onClick={() => choose(day === today ? undefined : day)}
              className={classNames(
                '-ml-px min-h-11 cursor-pointer border px-3 text-[0.875rem] first:ml-0 first:rounded-l-8 last:rounded-r-8',
                on === day
                  ? 'border-act bg-act-soft font-700 text-act'
                  : 'border-edge bg-paper hover:bg-soft',
              )}
            >
              {title}
            </button>
          ))}
        </div>
      </div>
      {months.length > 0 && (
        <section
          className="overflow-x-auto"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- to scroll by keys
          tabIndex={0}
          aria-label={say('byMonth')}
        >
          <ol className="flex min-w-2xl">
            {months.map((month) => (
              <li key={month.on} className="flex-1">
                <MonthBar
                  month={month}
                  most={most}
                  chosen={month.on === on}
                  label={`${date(month.on)} ${say(month.when === 'ahead' ? 'wouldBeWrong' : 'wasWrong', { count: wrongIn(month) })}`}
                  press={() => choose(month.when === 'today' ? undefined : month.on)}
                />
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

function MonthBar({
  month,
  most,
  chosen,
  label,
  press,
}: {
  readonly month: Month
  readonly most: number
  readonly chosen: boolean
  readonly label: string
  readonly press: () => void
}) {
  const date = useFormatDate()
  const count = wrongIn(month)
  const ahead = month.when === 'ahead'
  const [, number = ''] = month.on.split('-')
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={label}
      title={label}
      onClick={press}
      className={classNames(
        'flex w-full cursor-pointer flex-col items-center rounded-6 pt-1 hover:bg-soft',
        chosen && 'bg-act-soft',
      )}
    >
      <span
        aria-hidden="true"
        className={classNames(
          'flex h-16 flex-col justify-end text-center text-[0.8125rem] numerals',
          chosen && !ahead && count > 0 && 'font-700 text-stop',
        )}
      >
        {count}
        <span
          className={classNames(
            'block w-7 border-x border-t',
            ahead
              ? 'border-dashed border-edge'
              : chosen && count > 0
                ? 'border-stop-line bg-stop-line'
                : 'border-edge bg-[#b9bcc2]',
          )}
          style={{
            height: `${Math.max(2, Math.round((count / most) * 40))}px`,
            ...(ahead
              ? {
                  backgroundImage:
                    'repeating-linear-gradient(135deg, transparent 0 4px, #949497 4px 5.5px)',
                }
              : {}),
          }}
        />
      </span>
      <span
        aria-hidden="true"
        className={classNames(
          'relative mt-0 block w-full border-t-2 text-center',
          ahead ? 'border-dashed border-edge' : 'border-act',
        )}
      >
        {chosen && (
          <span className="absolute -top-2 left-1/2 size-3.5 -translate-x-1/2 rounded-full border-3 border-act bg-paper" />
        )}
        <span
          className={classNames(
            'block pt-2 text-[0.75rem] whitespace-nowrap',
            chosen ? 'font-700 text-act' : 'text-sub',
          )}
        >
          {number === '04' || number === '01'
            ? yearAndMonth(date(month.on))
            : monthOnly(date(month.on))}
        </span>
      </span>
    </button>
  )
}

/** 令和8年4月 of 令和8年4月30日; an English date stays without its day. */
const yearAndMonth = (date: string): string =>
  date.replace(/(?<=月)\d+日.*$/, '').replace(/^\d+ /, '')
const monthOnly = (date: string): string =>
  yearAndMonth(date)
    .replace(/^.*年(?=\d+月)/, '')
    .replace(/ \d{4}$/, '')
