import { eraOf } from '#kernel/calendar/eras.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import { Tag } from '#ui/parts/Tag.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import { useYears } from '#ui/preferences.ts'
import type { MyYear, YearItem, YearLine } from '../contract.ts'
import { byMonth, monthsOf, nextOf, worst } from './items.ts'
import { Mark } from './Mark.tsx'
import { text } from './text.ts'

interface ViewProps {
  readonly year: MyYear
  readonly lines: readonly YearLine[]
}

/** The year as a table: a line for each kind of work, a column for each month. */
export function Grid({ year, lines }: ViewProps) {
  const say = useTexts(text)
  const months = monthsOf(year.year)
  const nameOf = useMonthName()
  const present = year.today.slice(0, 7)
  return (
    <figure
      className="overflow-x-auto rounded-12 border border-line bg-paper"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- to scroll by keys
      tabIndex={0}
      aria-label={say('asTable')}
    >
      <table className="w-full min-w-3xl border-collapse text-left text-[0.9375rem]">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className="px-4 py-2 text-[0.875rem] font-700">
              {say('toDo')}
            </th>
            {months.map((month, index) => (
              <th
                key={month}
                scope="col"
                className={classNames(
                  'w-11 px-1 py-1.5 text-center align-bottom text-[0.875rem] font-700 numerals',
                  month === present && 'bg-act-soft text-act',
                )}
              >
                <Above
                  month={month}
                  shown={index === 0 || month.endsWith('-01')}
                  present={month === present}
                />
                <span aria-label={nameOf(month)}>{Number(month.slice(5))}</span>
              </th>
            ))}
            <th scope="col" className="px-4 py-2 text-[0.875rem] font-700">
              {say('next')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <GridRow key={line.id} line={line} months={months} present={present} />
          ))}
        </tbody>
      </table>
    </figure>
  )
}

function GridRow({
  line,
  months,
  present,
}: {
  readonly line: YearLine
  readonly months: readonly string[]
  readonly present: string
}) {
  const items = byMonth(line)
  return (
    <tr>
      <th scope="row" className="px-4 py-2.5 font-400">
        <LineTitle line={line} />
      </th>
      {months.map((month) => (
        <td
          key={month}
          className={classNames('px-1 py-2.5 text-center', month === present && 'bg-act-soft')}
        >
          <Mark state={worst(items.get(month) ?? [])} />
        </td>
      ))}
      <td className="px-4 py-2.5 text-[0.875rem] whitespace-nowrap">
        <Next line={line} />
      </td>
    </tr>
  )
}

function LineTitle({ line }: { readonly line: YearLine }) {
  const say = useTexts(text)
  const title = <b>{line.title}</b>
  return (
    <>
      {line.href === null ? (
        title
      ) : (
        <Link quiet href={line.href}>
          {title}
        </Link>
      )}
      {line.often !== null && <span className="ml-2 text-[0.8125rem] text-sub">{line.often}</span>}
      {line.deputy && (
        <span className="ml-2">
          <Tag state="turn">{say('instead')}</Tag>
        </span>
      )}
    </>
  )
}

function Next({ line }: { readonly line: YearLine }) {
  const say = useTexts(text)
  const next = nextOf(line)
  if (next === null) return <span className="text-sub">{say('noNext')}</span>
  return (
    <span
      className={classNames(
        next.state === 'late' && 'font-700 text-stop',
        next.state === 'soon' && 'font-700 text-warn',
        next.state === 'coming' && 'text-sub',
      )}
    >
      {next.state === 'late' && `${say('state.late')} `}
      <DateText date={next.day} />
    </span>
  )
}

/** The year by its months: what stands in each, by its day. Also how a phone shows it. */
export function Months({ year, lines }: ViewProps) {
  const say = useTexts(text)
  const nameOf = useMonthName()
  const present = year.today.slice(0, 7)
  return (
    <>
      {monthsOf(year.year).map((month) => {
        const items = itemsIn(lines, month)
        if (items.length === 0) return null
        const title = month === present ? say('thisMonth', { month: nameOf(month) }) : nameOf(month)
        return (
          <Section key={month} title={title} count={items.length}>
            <ItemRows label={title} items={items} />
          </Section>
        )
      })}
    </>
  )
}

/** The year as one list by date. */
export function Listed({ lines }: ViewProps) {
  const say = useTexts(text)
  const items = lines
    .flatMap((line) => line.items.map((item) => ({ line, item })))
    .toSorted((one, other) => (one.item.day < other.item.day ? -1 : 1))
  return <ItemRows label={say('asList')} items={items} />
}

interface Placed {
  readonly line: YearLine
  readonly item: YearItem
}

const itemsIn = (lines: readonly YearLine[], month: string): readonly Placed[] =>
  lines
    .flatMap((line) => (byMonth(line).get(month) ?? []).map((item) => ({ line, item })))
    .toSorted((one, other) => (one.item.day < other.item.day ? -1 : 1))

function ItemRows({ label, items }: { readonly label: string; readonly items: readonly Placed[] }) {
  const say = useTexts(text)
  return (
    <Card>
      <Rows label={label}>
        {items.map(({ line, item }) => (
          <Row
            key={`${line.id}/${item.key}`}
            title={
              item.href === null ? (
                line.title
              ) : (
                <Link quiet href={item.href}>
                  {line.title}
                </Link>
              )
            }
            detail={
              <span className="flex flex-wrap gap-x-4">
                <DateText date={item.day} weekday />
                {item.title !== '' && <span>{item.title}</span>}
                {item.count > 1 && (
                  <span>{say('doneOf', { count: item.count, done: item.done })}</span>
                )}
              </span>
            }
            state={<Mark state={item.state} worded />}
          />
        ))}
      </Rows>
    </Card>
  )
}

function Above({
  month,
  shown,
  present,
}: {
  readonly month: string
  readonly shown: boolean
  readonly present: boolean
}) {
  const say = useTexts(text)
  const years = useYears()
  const language = useLanguage()
  const era = eraOf(`${month}-01`)
  const name =
    language === 'ja' && years === 'japanese' && era !== null
      ? `${era.era.name}${era.year === 1 ? '元' : era.year}年`
      : month.slice(0, 4)
  return (
    <span
      aria-hidden={!present}
      className={classNames(
        'block text-[0.6875rem] font-400 whitespace-nowrap',
        present ? 'text-act' : 'text-sub',
      )}
    >
      {present ? say('now') : shown ? name : '\u00a0'}
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
