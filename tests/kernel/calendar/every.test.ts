import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#kernel/calendar/index.ts'
import { parseEvery, turnOf } from '#kernel/calendar/every.ts'

const words = [
  'day',
  'working day',
  'week',
  '2 weeks',
  'month',
  '2 months',
  'quarter',
  'half-year',
  'year',
  '2 years',
  '3 years',
] as const

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days))
const held = fc.record({
  word: fc.constantFrom(...words),
  month: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
})

function turnOn(word: string, month: number | undefined, on: string) {
  const every = parseEvery(word)
  if (every === undefined) throw new Error(word)
  const isLong = every.unit === 'month' || every.unit === 'year'
  return turnOf(every, isLong ? month : undefined, on)
}

describe('the turn that a day falls into', () => {
  it('holds the day, and is the turn of each of its days and of no other', () => {
    fc.assert(
      fc.property(held, day, ({ word, month }, on) => {
        const turn = turnOn(word, month, on)
        if (turn === null) return
        expect(turn.from <= on && on <= turn.to).toBe(true)
        expect(turnOn(word, month, turn.from)).toEqual(turn)
        expect(turnOn(word, month, turn.to)).toEqual(turn)
        for (const beside of [addDays(turn.from, -1), addDays(turn.to, 1)])
          expect(turnOn(word, month, beside)?.period).not.toBe(turn.period)
      }),
      { numRuns: 1000 },
    )
  })

  it('is always there without a month, but on days off for working days', () => {
    fc.assert(
      fc.property(fc.constantFrom(...words), day, (word, on) => {
        if (word !== 'working day') expect(turnOn(word, undefined, on)).not.toBeNull()
      }),
    )
  })

  it('comes as often as it says, also in leap years', () => {
    for (const [word, times] of [
      ['week', 52],
      ['month', 12],
      ['2 months', 6],
      ['quarter', 4],
      ['half-year', 2],
      ['year', 1],
    ] as const)
      for (const year of [2023, 2027]) {
        const periods = new Set<string>()
        for (let on = `${year}-04-01`; on <= `${year + 1}-03-31`; on = addDays(on, 1)) {
          const period = turnOn(word, undefined, on)?.period
          if (period !== undefined) periods.add(period)
        }
        expect(periods.size - (word === 'week' ? 1 : 0), `${word} ${year}`).toBe(times)
      }
  })

  it.each([
    ['month', undefined, '2028-02-29', '2028-02-01', '2028-02-29'],
    ['month', undefined, '2026-10-31', '2026-10-01', '2026-10-31'],
    ['quarter', undefined, '2026-05-31', '2026-04-01', '2026-06-30'],
    ['year', undefined, '2027-03-31', '2026-04-01', '2027-03-31'],
    ['year', 10, '2026-10-31', '2026-10-01', '2026-10-31'],
    ['year', 2, '2028-02-29', '2028-02-01', '2028-02-29'],
    ['half-year', 5, '2026-11-30', '2026-11-01', '2026-11-30'],
    ['2 years', 1, '2028-01-31', '2028-01-01', '2028-01-31'],
  ])('%s in month %s, on %s: from %s to %s', (word, month, on, from, to) => {
    expect(turnOn(word, month, on)).toMatchObject({ from, to })
  })

  it.each([
    ['year', 10, '2026-11-01'],
    ['half-year', 5, '2026-10-31'],
    ['2 years', 1, '2027-01-15'],
    ['working day', undefined, '2026-11-01'],
  ])('%s in month %s has no turn on %s', (word, month, on) => {
    expect(turnOn(word, month, on)).toBeNull()
  })
})
