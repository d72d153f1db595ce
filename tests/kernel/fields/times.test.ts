import { describe, expect, it } from 'vitest'
import { checkFields, fieldToJson } from '#kernel/fields/index.ts'
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
