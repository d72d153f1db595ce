import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  addWorkingDays,
  dayOf,
  daysBetween,
  fiscalYearOf,
  fiscalYearShort,
  fiscalYearSpan,
  fiscalYearTitle,
  formatEra,
  fillNumberPattern,
  holidayName,
  toTokyoTime,
  isDay,
  isMoment,
  officeCalendar,
  parseDate,
  parseKanjiNumber,
  formatRelativeDue,
  formatRelativePast,
  workingDaysBetween,
} from '#kernel/calendar/index.ts'

const anyDay = fc.integer({ min: 0, max: 80_000 }).map((count) => addDays('1873-01-01', count))
const read = (text: string): string => {
  const parsed = parseDate(text)
  return parsed.ok
    ? `${parsed.date} ${parsed.precision}`
    : parsed.reason === 'out-of-era'
      ? `${parsed.reason} ${parsed.correctForm}`
      : parsed.reason
}

describe('Japanese dates', () => {
  it.each([
    ['令和8年11月21日', '2026-11-21 day'],
    ['令和元年５月', '2019-05-01 month'],
    ['R8.11.21', '2026-11-21 day'],
    ['平成三十一年四月', '2019-04-01 month'],
    ['Ｈ３１／４／３０', '2019-04-30 day'],
    ['昭和64年1月7日', '1989-01-07 day'],
    ['平成元年1月8日', '1989-01-08 day'],
    ['S64/1/7', '1989-01-07 day'],
    ['大正元年7月30日', '1912-07-30 day'],
    ['明治45年7月29日', '1912-07-29 day'],
    ['令和8年11月21日（土）', '2026-11-21 day'],
    ['2026/11/21', '2026-11-21 day'],
    ['2026-1-2', '2026-01-02 day'],
    ['20261121', '2026-11-21 day'],
    ['2026年11月', '2026-11-01 month'],
    ['令和８年', '2026-01-01 year'],
    ['令和元年', '2019-05-01 year'],
    ['平成元年1月', '1989-01-08 month'],
    ['昭和六十四年一月', '1989-01-01 month'],
    ['令和 8 年 4 月 1 日', '2026-04-01 day'],
    ['r8.4.1', '2026-04-01 day'],
    ['二〇二六年四月一日', '2026-04-01 day'],
    ['令和二十年十月十日', '2038-10-10 day'],
  ])('reads %s', (text, expected) => expect(read(text)).toBe(expected))
  it.each([
    ['平成31年5月1日', 'out-of-era 令和元年5月1日'],
    ['平成31年5月', 'out-of-era 令和元年5月'],
    ['平成32年', 'out-of-era 令和2年'],
    ['令和元年4月30日', 'out-of-era 平成31年4月30日'],
    ['昭和64年1月8日', 'out-of-era 平成元年1月8日'],
    ['平成元年1月7日', 'out-of-era 昭和64年1月7日'],
    ['大正15年12月25日', 'out-of-era 昭和元年12月25日'],
    ['明治45年7月30日', 'out-of-era 大正元年7月30日'],
    ['令和8年2月29日', 'no-such-day'],
    ['2026-13-01', 'no-such-day'],
    ['令和0年1月1日', 'no-such-day'],
    ['明治5年12月3日', 'no-such-day'],
    ['', 'unreadable'],
    ['来週', 'unreadable'],
    ['8年4月1日', 'unreadable'],
    ['26/4/1', 'unreadable'],
    ['令和十十年', 'unreadable'],
  ])('refuses %s', (text, expected) => expect(read(text)).toBe(expected))
  it('every day since 明治6年 is read back from its long and short form', () => {
    fc.assert(
      fc.property(anyDay, (one) => {
        expect(parseDate(formatEra(one))).toMatchObject({ ok: true, date: one, precision: 'day' })
        expect(parseDate(formatEra(one, 'short'))).toMatchObject({ ok: true, date: one })
      }),
      { numRuns: 1000 },
    )
  })
  it('no text makes the parser throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[RHS令和平成0-9元年月日十百./-]{0,14}$/)),
        (text) => {
          const parsed = parseDate(text)
          if (parsed.ok) expect(isDay(parsed.date)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('numbers in kanji', () =>
    expect(
      ['元', '十', '二十', '三十一', '百', '百二十三', '一〇', '31'].map(parseKanjiNumber),
    ).toEqual([1, 10, 20, 31, 100, 123, 10, 31]))
})

describe('days', () => {
  it('exist or do not', () => {
    expect(
      ['2026-02-28', '2024-02-29', '2026-02-29', '2026-00-01', '2026-1-1', 20260101].map(isDay),
    ).toEqual([true, true, false, false, false, false])
    expect(
      [
        '2026-11-21T15:00:00+09:00',
        '2026-11-21T06:00Z',
        '2026-11-21T15:00:00',
        '2026-02-30T00:00:00Z',
        '2026-11-21T25:00:00Z',
      ].map(isMoment),
    ).toEqual([true, true, false, false, false])
  })
  it('begin at midnight in Tokyo', () => {
    expect(dayOf('2026-11-20T15:00:00Z')).toBe('2026-11-21')
    expect(dayOf('2026-11-20T14:59:59Z')).toBe('2026-11-20')
    expect(toTokyoTime(new Date('2026-11-20T15:00:00Z'))).toBe('2026-11-21T00:00:00+09:00')
  })
  it('a month later keeps to the month', () =>
    expect([
      addMonths('2026-01-31', 1),
      addMonths('2024-01-31', 1),
      addMonths('2026-03-31', -1),
      addMonths('2026-12-15', 2),
    ]).toEqual(['2026-02-28', '2024-02-29', '2026-02-28', '2027-02-15']))
  it('adding and counting days agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (one, count) => {
        expect(daysBetween(one, addDays(one, count))).toBe(count)
      }),
    )
  })
})

describe('fiscal years', () => {
  it('begin in April', () =>
    expect(['2026-03-31', '2026-04-01', '2027-03-31'].map(fiscalYearOf)).toEqual([
      2025, 2026, 2026,
    ]))
  it('are written by era', () => {
    expect([1988, 1989, 2018, 2019, 2020, 2026].map(fiscalYearShort)).toEqual([
      'S63',
      'H1',
      'H30',
      'R1',
      'R2',
      'R8',
    ])
    expect([1988, 1989, 2018, 2019, 2026].map(fiscalYearTitle)).toEqual([
      '昭和63年度',
      '平成元年度',
      '平成30年度',
      '令和元年度',
      '令和8年度',
    ])
  })
  it('span exactly their days', () => {
    fc.assert(
      fc.property(anyDay, (one) => {
        const { from, to } = fiscalYearSpan(fiscalYearOf(one))
        expect(from <= one && one <= to).toBe(true)
      }),
    )
  })
  it('number papers', () => {
    expect(fillNumberPattern('持出{年度}-{0000}', { fiscalYear: 2026, n: 12 })).toBe('持出R8-0012')
    expect(fillNumberPattern('{西暦}-{00}', { fiscalYear: 2026, n: 123 })).toBe('2026-123')
  })
})

describe('working days', () => {
  it('leave out weekends, holidays and the turn of the year', () => {
    expect(
      [
        '2026-11-02',
        '2026-11-03',
        '2026-11-07',
        '2026-12-28',
        '2026-12-29',
        '2027-01-03',
        '2027-01-04',
      ].map((one) => officeCalendar.isWorkingDay(one)),
    ).toEqual([true, false, false, true, false, false, true])
    expect(holidayName('2026-11-03')).toBe('文化の日')
  })
  it('are added across them', () => {
    expect(addWorkingDays(officeCalendar, '2026-12-28', 1)).toBe('2027-01-04')
    expect(addWorkingDays(officeCalendar, '2026-11-02', 1)).toBe('2026-11-04')
    expect(addWorkingDays(officeCalendar, '2026-11-07', 0)).toBe('2026-11-09')
    expect(addWorkingDays(officeCalendar, '2027-01-04', -1)).toBe('2026-12-28')
  })
  it('counting and adding agree', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 60 }),
        (start, count) => {
          const from = addDays('2020-01-01', start)
          expect(
            workingDaysBetween(officeCalendar, from, addWorkingDays(officeCalendar, from, count)),
          ).toBe(count)
        },
      ),
    )
  })
})

describe('relative words', () => {
  const now = '2026-11-21T13:00:00+09:00'
  it.each([
    ['2026-11-21T18:00:00+09:00', false, '今日 18:00'],
    ['2026-11-21T15:30:00+09:00', false, 'あと2時間'],
    ['2026-11-21T13:20:00+09:00', false, 'あと20分'],
    ['2026-11-22T09:00:00+09:00', false, '明日 09:00'],
    ['2026-11-27T17:00:00+09:00', false, '11月27日(金) 17:00'],
    ['2026-11-20T23:59:59+09:00', true, '1日遅れ'],
    ['2026-11-21T23:59:59+09:00', true, '今日'],
    ['2026-11-22T23:59:59+09:00', true, '明日'],
    ['2026-11-23T23:59:59+09:00', true, '明後日'],
    ['2027-01-05T23:59:59+09:00', true, '2027年1月5日(火)'],
    ['2026-11-21T12:30:00+09:00', false, '30分遅れ'],
    ['2026-11-21T10:00:00+09:00', false, '3時間遅れ'],
  ])('%s → %s', (due, wholeDay, words) => expect(formatRelativeDue(due, now, wholeDay)).toBe(words))
  it('for what happened', () => {
    expect(
      [
        '2026-11-21T12:59:40+09:00',
        '2026-11-21T12:55:00+09:00',
        '2026-11-21T10:00:00+09:00',
        '2026-11-20T15:00:00+09:00',
        '2026-11-02T15:00:00+09:00',
      ].map((at) => formatRelativePast(at, now)),
    ).toEqual(['たった今', '5分前', '3時間前', '昨日 15:00', '11月2日(月)'])
  })
})
