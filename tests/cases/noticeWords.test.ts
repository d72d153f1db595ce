import { describe, expect, it } from 'vitest'
import { dayWords } from '#kernel/words/days.ts'
import { reminderWords } from '#features/cases/server/reminders.ts'

const loan = { subject: '端末の持ち出し', number: '持出R8-0012' }
const title = { ja: '返却', en: 'Return' }

describe('a reminder', () => {
  it('says in both languages which step of which case is late, and since when', () => {
    expect(reminderWords(loan, { title, days: 3 })).toEqual({
      ja: '「端末の持ち出し」（持出R8-0012）の「返却」が期限を3日過ぎています。',
      en: '“Return” of “端末の持ち出し” (持出R8-0012) is 3 days past its time limit.',
    })
    expect(reminderWords(loan, { title, days: 1 }).en).toContain('is 1 day past')
    expect(reminderWords(loan, { title, days: 0 }).en).toContain('has passed its time limit')
  })
})

it.each([
  ['2026-11-21', '令和8年11月21日', '21 Nov 2026'],
  ['2027-01-01', '令和9年1月1日', '1 Jan 2027'],
])('a day in a sentence: %s', (day, ja, en) => {
  expect(dayWords(day)).toEqual({ ja, en })
})
