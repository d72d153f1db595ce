import { expect, it } from 'vitest'
import type { TimeLimit } from '#kernel/packs/procedure.ts'
import { deadlineOf } from '#kernel/procedures/deadlines.ts'
import { applicant, step } from '../support/procedures.ts'

const days = (count: number, after: string): TimeLimit => ({
  kind: 'span',
  count,
  unit: 'days',
  after,
})

it.each<[string, TimeLimit, string | undefined, string | undefined]>([
  [
    'a day after a day ends with the next day, whenever the step was entered',
    days(1, 'on'),
    '2026-11-04',
    '2026-11-05T23:59:59+09:00',
  ],
  [
    'a day after a moment ends with the day after its day in Tokyo',
    days(1, 'on'),
    '2026-11-03T23:30:00Z',
    '2026-11-05T23:59:59+09:00',
  ],
  [
    'a working day after a Monday before a holiday leaves the holiday out',
    { kind: 'span', count: 1, unit: 'working-days', after: 'on' },
    '2026-11-02',
    '2026-11-04T23:59:59+09:00',
  ],
  [
    'hours after a moment count from it',
    { kind: 'span', count: 48, unit: 'hours', after: 'on' },
    '2026-11-02T09:00:00+09:00',
    '2026-11-04T09:00:00+09:00',
  ],
  [
    'hours after a day count from its end',
    { kind: 'span', count: 24, unit: 'hours', after: 'on' },
    '2026-11-02',
    '2026-11-03T23:59:59+09:00',
  ],
  ['nothing is due while the day is not known', days(1, 'on'), undefined, undefined],
])('%s', (_name, within, on, due) => {
  const limited = step('remove', [applicant], [], { within })
  expect(
    deadlineOf(limited, {
      enteredAt: '2026-11-09T10:00:00+09:00',
      fields: on === undefined ? {} : { on },
    })?.due,
  ).toBe(due)
})
