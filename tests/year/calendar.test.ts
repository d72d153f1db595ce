import fc from 'fast-check'
import { expect, test } from 'vitest'
import { icalendar } from '#kernel/calendar/icalendar.ts'
import { parseEvery, turnOf, turnsBetween } from '#kernel/calendar/every.ts'
import { addDays } from '#kernel/calendar/index.ts'
import { formatShortDay } from '#kernel/calendar/relative.ts'

const cadences = ['day', 'working day', 'week', '2 weeks', 'month', 'quarter', 'half-year', 'year']

test('the turns between two days are those that the days fall into, each once', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...cadences, '2 years'),
      fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      fc.integer({ min: 0, max: 1500 }),
      fc.integer({ min: 0, max: 900 }),
      (text, month, start, length) => {
        const every = parseEvery(text)!
        const from = addDays('2026-04-01', start)
        const to = addDays(from, length)
        const seen = new Map<string, string>()
        for (let day = from; day <= to; day = addDays(day, 1)) {
          const turn = turnOf(every, month, day)
          if (turn !== null && turn.from >= from) seen.set(turn.period, turn.from)
        }
        expect(turnsBetween(every, month, from, to).map(({ period }) => period)).toEqual([
          ...seen.keys(),
        ])
      },
    ),
    { numRuns: 60 },
  )
})

const day = { uid: 'a@sekisho', day: '2026-10-31', title: 'サーバの点検', url: 'https://x.jp/a' }

test('a day of a calendar is a whole day, and ends with the next', () => {
  const text = icalendar('関所', '2026-10-01', [day])
  expect(text).toContain('\r\nDTSTART;VALUE=DATE:20261031\r\nDTEND;VALUE=DATE:20261101\r\n')
  expect(text).toContain('\r\nDTSTAMP:20261001T000000Z\r\n')
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

test('no line is longer than 75 octets, and unfolded every title is whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (title) => {
      const text = icalendar('関所', '2026-10-01', [{ ...day, title }])
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThan(76)
      const [, summary = ''] = /\r\nSUMMARY:([^\r]*)\r\n/.exec(text.replaceAll('\r\n ', '')) ?? []
      const meant = title.replaceAll(/\r\n|\r|\n/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, ' ')
      expect(summary.replaceAll(/\\([\\;,n])/g, (_, sign) => (sign === 'n' ? '\n' : sign))).toBe(
        meant,
      )
    }),
    { numRuns: 25 },
  )
})

test('a date of another year names the year as its reader wants it', () => {
  const today = '2026-12-01'
  expect(formatShortDay('2026-12-24', today, 'ja', 'japanese')).toBe('12月24日(木)')
  expect(formatShortDay('2027-01-31', today, 'ja', 'japanese')).toBe('令和9年1月31日(日)')
  expect(formatShortDay('2027-01-31', today, 'ja', 'gregorian')).toBe('2027年1月31日(日)')
  expect(formatShortDay('2027-01-31', today, 'en', 'japanese')).toBe('Sun 31 Jan R9')
  expect(formatShortDay('2019-05-06', today, 'ja', 'japanese')).toBe('令和元年5月6日(月)')
})
