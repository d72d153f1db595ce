import { fiscalYearOf, fiscalYearSpan, fiscalYearTitle } from '#kernel/calendar/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { refuse } from '#kernel/problems/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { tasksOf } from '#features/cases/server/public.ts'
import { YearQuery } from '../contract.ts'
import type { MyYear, YearLine } from '../contract.ts'
import { appointmentLines, findingLines, meetingLines, taskLines } from './otherLines.ts'
import { comingLines, openedLines } from './roundLines.ts'
import { deputiesOf, deputyPlaces, ownPlaces } from './seats.ts'
import type { Span } from './span.ts'

/** Tasks that the page shows at once. */
const maxDue = 12

/** Everything that the actor has to do in a 年度, for their roles and as a person. */
export const myYear = defineQuery({
  name: 'year.mine',
  input: YearQuery,
  authorise: (tx) => actorPerson(tx) ?? refuse('signed-out'),
  async run(tx, input, person): Promise<MyYear> {
    const year = input.year ?? fiscalYearOf(tx.today)
    const tasks = await tasksOf(tx, person)
    const due = [...tasks.today, ...tasks.week, ...tasks.later].slice(0, maxDue)
    return {
      year,
      title: fiscalYearTitle(year),
      today: tx.today,
      seats: [...new Set(ownPlaces(tx, person).values())].filter((title) => title !== ''),
      lines: await linesOf(tx, person, fiscalYearSpan(year)),
      due: due.map(({ id, title, subject, dueAt, wholeDay, verb, href }) => ({
        id,
        title,
        subject,
        dueAt,
        wholeDay,
        verb,
        href,
      })),
      dueMore: tasks.total - due.length,
      deputies: deputiesOf(tx, person),
    }
  },
})

/** What a person has to do in a time, one line for each kind of work. */
export async function linesOf(tx: Transaction, person: string, span: Span): Promise<YearLine[]> {
  const places = ownPlaces(tx, person)
  const others = deputyPlaces(tx, person)
  const rounds = joined(
    await openedLines(tx, places, span, false),
    await comingLines(tx, person, places, span),
  )
  return [
    ...rounds,
    ...(others.size === 0 ? [] : await openedLines(tx, others, span, true)),
    ...(await meetingLines(tx, person, span)),
    ...(await findingLines(tx, person, places, span)),
    ...(await taskLines(tx, person, span)),
    ...(await appointmentLines(tx, person, span)),
  ]
}

/** The lines of one round as one: its turns that are open or over, then those that come. */
function joined(opened: readonly YearLine[], coming: readonly YearLine[]): YearLine[] {
  const later = new Map(coming.map((line) => [line.id, line]))
  const all = [
    ...opened.map((line) => {
      const next = later.get(line.id)
      later.delete(line.id)
      if (next === undefined) return line
      const known = new Set(line.items.map(({ key }) => key))
      return {
        ...next,
        seats: [...new Set([...line.seats, ...next.seats])],
        items: [...line.items, ...next.items.filter(({ key }) => !known.has(key))],
      }
    }),
    ...later.values(),
  ]
  return all.filter(({ items, next }) => items.length > 0 || next !== null)
}
