import { expect, test } from 'vitest'
import { monthsOfYear } from '#features/rounds/web/rounds/months.ts'

test('the year of the calendar begins in April and ends in March, on its first and its last day, too', () => {
  const year = ['04', '05', '06', '07', '08', '09', '10', '11', '12'].map(
    (month) => `2026-${month}`,
  )
  const whole = [...year, '2027-01', '2027-02', '2027-03']
  for (const day of ['2026-04-01', '2026-12-31', '2027-01-01', '2027-03-31'])
    expect(monthsOfYear(day)).toEqual(whole)
  expect(monthsOfYear('2026-03-31')[0]).toBe('2025-04')
})
