import { addMonths } from '#kernel/calendar/days.ts'
import type { YearItem, YearLine, YearState } from '../contract.ts'

/** The months (`2026-04`) of a 年度. */
export const monthsOf = (year: number): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => addMonths(`${year}-04-01`, index).slice(0, 7))

/** From what says most about a month to what says least. */
export const states: readonly YearState[] = ['late', 'soon', 'coming', 'done']

/** What stands for several items of one month: the one that needs most. */
export const worst = (items: readonly YearItem[]): YearState | undefined =>
  states.find((state) => items.some((item) => item.state === state))

/** The items of a line by month. */
export const byMonth = ({ items }: YearLine): ReadonlyMap<string, readonly YearItem[]> =>
  Map.groupBy(items, ({ day }) => day.slice(0, 7))

/** How many items stand in each state. */
export function countsOf(lines: readonly YearLine[]): Readonly<Record<YearState, number>> {
  const counts = { done: 0, late: 0, soon: 0, coming: 0 }
  for (const { items } of lines) for (const { state } of items) counts[state] += 1
  return counts
}

/** The first date of a line that is not done, else the first after the year. */
export function nextOf(line: YearLine): { readonly day: string; readonly state: YearState } | null {
  const [first] = line.items
    .filter(({ state }) => state !== 'done')
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
  if (first !== undefined) return { day: first.day, state: first.state }
  return line.next === null ? null : { day: line.next, state: 'coming' }
}
