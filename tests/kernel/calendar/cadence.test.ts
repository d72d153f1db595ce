import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recurrencePeriodOf } from '#kernel/calendar/index.ts'
import type { Cadence } from '#kernel/calendar/index.ts'

const months = (every: Cadence, month: number): number[] =>
  Array.from({ length: 12 }, (_, i) => i + 1).filter(
    (one) => recurrencePeriodOf(every, month, `2026-${String(one).padStart(2, '0')}-15`) !== null,
  )

test.each([
  ['year', 10, [10]],
  ['half-year', 4, [4, 10]],
  ['half-year', 9, [3, 9]],
  ['quarter', 4, [1, 4, 7, 10]],
  ['month', 4, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
] as const)('%s in month %i comes round in %j', (every, month, wanted) => {
  expect(months(every, month)).toEqual(wanted)
})

test('a round lasts from the first to the last day of its month and is named by its 年度', () => {
  expect(recurrencePeriodOf('year', 2, '2028-02-29')).toEqual({
    period: '2028-02',
    from: '2028-02-01',
    to: '2028-02-29',
    title: '令和9年度2月',
  })
})

test('every day of a month falls into the same round', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 28 }),
      (month, one, other) => {
        const day = (n: number) =>
          `2026-${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}`
        expect(recurrencePeriodOf('quarter', 4, day(one))).toEqual(
          recurrencePeriodOf('quarter', 4, day(other)),
        )
      },
    ),
  )
})
