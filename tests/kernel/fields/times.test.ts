import { describe, expect, it } from 'vitest'
import { checkFields, fieldToJson } from '#kernel/fields/index.ts'
import { bounds } from '#kernel/fields/sentences.ts'
import { field } from '../support/fields.ts'

const now = '2026-11-02T09:00:30+09:00'
const allowedAt = '2026-11-01T15:20:40+09:00'
const faults = (more: object, value: string): number =>
  checkFields([field('it', { ...more })], { it: value }, { now, allowedAt }).faults.length

const moment = { type: 'date-time', moment: true } as const
const past = { type: 'date-time', past: true } as const

describe('dates that say when something happened', () => {
  it.each([
    ['now', moment, '2026-11-02T09:00:00+09:00', 0],
    ['a moment of this minute', moment, '2026-11-02T09:00:59+09:00', 0],
    ['the next minute', moment, '2026-11-02T09:01:00+09:00', 1],
    ['the minute in which it was allowed', moment, '2026-11-01T15:20:00+09:00', 0],
    ['the minute before', moment, '2026-11-01T15:19:00+09:00', 1],
    ['the day on which it was allowed', { ...moment, type: 'date' }, '2026-11-01', 0],
    ['the day before', { ...moment, type: 'date' }, '2026-10-31', 1],
    ['today', { ...moment, type: 'date' }, '2026-11-02', 0],
    ['tomorrow', { ...moment, type: 'date' }, '2026-11-03', 1],
    ['the past, before anything was allowed', past, '2026-10-01T00:00:00+09:00', 0],
    ['the future as past', past, '2026-11-02T09:01:00+09:00', 1],
    ['the future of a field that may tell it', { type: 'date' }, '2027-01-01', 0],
  ])('%s', (_what, more, value, count) => {
    expect(faults(more, value)).toBe(count)
  })

  it.each(['0000-01-01', '1867-12-31', '3000-01-01', '9999-12-31'])('never lie in %s', (day) => {
    expect(faults({ type: 'date' }, day)).toBe(1)
    expect(faults({ type: 'date-time' }, `${day}T12:00:00+09:00`)).toBe(1)
  })

  it('need not be filled in on a form where the present stands for them', () => {
    expect(fieldToJson(field('it', { ...moment, required: true })).required).toBe(false)
    expect(fieldToJson(field('it', { ...past, required: true })).required).toBe(true)
  })
})

describe('dates that say what is to come', () => {
  const today = '2026-11-02'
  const within = { count: 1, unit: 'years', after: 'today' } as const
  const found = (more: object, value: string, writtenOn: string | undefined = today) =>
    checkFields(
      [field('it', { type: 'date', ...more })],
      { it: value },
      { now, conditions: { today }, ...(writtenOn === undefined ? {} : { writtenOn }) },
    ).faults.length
  const planned = { meaning: 'planned' }
  const until = { meaning: 'until', within }
  it.each([
    ['planned for today', planned, today, 0],
    ['planned for this morning', { ...planned, type: 'date-time' }, '2026-11-02T08:00:00+09:00', 0],
    ['planned for yesterday', planned, '2026-11-01', 1],
    ['planned for years ahead', planned, '2030-01-01', 0],
    ['granted until today', until, today, 0],
    ['granted until yesterday', until, '2026-11-01', 1],
    ['granted for a year', until, '2027-11-02', 0],
    ['granted for a year and a day', until, '2027-11-03', 1],
    ['free in the past', { meaning: 'free' }, '2020-01-01', 0],
  ])('%s', (_what, more, value, count) => {
    expect(found(more, value)).toBe(count)
  })

  it('are measured by the day of the paper that they stood on', () => {
    expect(found(planned, '2026-10-30', '2026-10-29')).toBe(0)
    expect(found(planned, '2026-10-28', '2026-10-29')).toBe(1)
  })

  it('are not asked of what is only kept', () => {
    expect(
      checkFields(
        [field('it', { type: 'date', meaning: 'planned' })],
        { it: '2020-01-01' },
        { now },
      ).faults,
    ).toEqual([])
  })

  it('say their bounds on the form, in both languages', () => {
    expect(bounds({ meaning: 'until', within })).toEqual({
      ja: '今日から後を書きます（長くて1年）。',
      en: 'Today or later, at most 1 year.',
    })
    expect(bounds({ meaning: 'free' })).toBeUndefined()
  })
})
