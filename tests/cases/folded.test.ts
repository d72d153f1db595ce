import { expect, test } from 'vitest'
import type { TaskRow } from '#features/cases/contract/home.ts'
import { folded } from '#features/cases/web/folded.ts'

const task = (id: string, changes: Partial<TaskRow> = {}): TaskRow => ({
  id,
  kind: 'errand',
  caseId: null,
  href: `/checks/${id}`,
  number: '',
  title: '控えの確かめ',
  subject: id,
  from: '',
  dueAt: '2026-12-31T14:59:59.000Z',
  wholeDay: true,
  planned: false,
  asked: null,
  verb: '行う',
  as: '',
  insteadOf: null,
  createdAt: '2026-12-01T00:00:00.000Z',
  ...changes,
})
const lines = (tasks: readonly TaskRow[]): string[][] =>
  folded(tasks).map(({ task: first, alike }) => [first.id, ...alike.map(({ id }) => id)])

test('the same work about several things, due at the same time, is one line at the place of the first', () => {
  expect(lines([task('a'), task('b', { title: '点検' }), task('c')])).toEqual([['a', 'c'], ['b']])
})

test('other dates, other work and steps of cases keep lines of their own', () => {
  const case1 = task('x', { kind: 'step' })
  expect(
    lines([
      task('a'),
      task('b', { dueAt: null }),
      task('c', { verb: '直す' }),
      case1,
      { ...case1, id: 'y' },
    ]),
  ).toEqual([['a'], ['b'], ['c'], ['x'], ['y']])
})
