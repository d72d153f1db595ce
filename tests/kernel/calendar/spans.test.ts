import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, isDay } from '#kernel/calendar/index.ts'
import { formatSpan, parseSpan, spanEnd, spanUnits } from '#kernel/calendar/spans.ts'
import type { Span } from '#kernel/calendar/spans.ts'

const spans = fc.record({
  count: fc.integer({ min: 1, max: 9999 }),
  unit: fc.constantFrom(...spanUnits),
})
const days = fc.integer({ min: 0, max: 20_000 }).map((offset) => addDays('2000-01-01', offset))
const due = (from: string, text: string): string => spanEnd(from, parseSpan(text) as Span).due

describe('spans', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(spans, (span) => {
        expect(parseSpan(formatSpan(span))).toEqual(span)
      }),
    )
  })

  it('are nothing else than a count and a unit', () => {
    for (const text of [
      '',
      '3',
      '0 days',
      '-1 days',
      '3 weeks',
      '3days',
      '1.5 hours',
      'three days',
    ])
      expect([text, parseSpan(text)]).toEqual([text, undefined])
    expect(parseSpan(' 2   working days ')).toEqual({ count: 2, unit: 'working-days' })
    fc.assert(
      fc.property(fc.string(), (text) => {
        const span = parseSpan(text)
        if (span !== undefined) expect(parseSpan(formatSpan(span))).toEqual(span)
      }),
    )
  })

  it('never end before they begin, and longer ones never end earlier', () => {
    fc.assert(
      fc.property(
        days,
        fc.record({
          count: fc.integer({ min: 1, max: 60 }),
          unit: fc.constantFrom(...spanUnits),
        }),
        (from, span) => {
          const { due: end } = spanEnd(from, span)
          const { due: next } = spanEnd(from, { ...span, count: span.count + 1 })
          expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse(`${from}T00:00:00+09:00`))
          expect(Date.parse(next)).toBeGreaterThanOrEqual(Date.parse(end))
        },
      ),
    )
  })

  it('of months end on the same day, or on the last of a shorter month', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const end = spanEnd(from, { count, unit: 'months' }).due.slice(0, 10)
        expect(isDay(end)).toBe(true)
        expect(end).toBe(addMonths(from, count))
      }),
    )
    expect(due('2026-11-30', '3 months')).toBe('2027-02-28T23:59:59+09:00')
    expect(due('2024-02-29', '1 year')).toBe('2025-02-28T23:59:59+09:00')
  })

  it('of minutes count from a moment', () => {
    expect(due('2026-11-02T09:00:00+09:00', '30 minutes')).toBe('2026-11-02T09:30:00+09:00')
  })
})
