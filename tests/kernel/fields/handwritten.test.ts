import { expect, test } from 'vitest'
import { parseCell, understandCell } from '#kernel/fields/index.ts'
import type { Field } from '#kernel/fields/index.ts'

const field = (type: Field['type'], more: Pick<Field, 'options'> = {}): Field => ({
  id: 'x',
  title: '項目',
  type,
  required: false,
  search: false,
  column: false,
  carries: [],
  ...more,
})
const understand = (of: Field, text: string) =>
  understandCell(of, text, (piece) => parseCell(of, piece))
const choice = field('choice', {
  options: [
    { id: 'paper', title: '紙' },
    { id: 'open', title: '未定' },
  ],
})

test.each(['－', '―', 'ー', '-', '...', '／'])(
  '%s is nothing in a text, a date and a choice',
  (text) => {
    for (const of of [field('text'), field('date'), choice])
      expect(understand(of, text)).toEqual({ ok: true, value: undefined, as: '' })
  },
)

test.each(['未定', '不明', 'TBD', '#N/A', '？'])('%s never becomes a value of a text', (text) => {
  expect(understand(field('text'), text)).toMatchObject({ ok: false, suggestion: '' })
})

test('a word that is a choice is that choice', () => {
  expect(understand(choice, '未定')).toEqual({ ok: true, value: 'open' })
})

test('a month is asked about, with its first day as what it could be', () => {
  expect(understand(field('date'), '令和元年５月')).toMatchObject({
    ok: false,
    suggestion: '令和元年5月1日',
  })
  expect(understand(field('date'), '令和元年５月７日')).toEqual({ ok: true, value: '2019-05-07' })
})

test('a figure with its meaning in brackets is the figure; what brackets add to a choice is not dropped silently', () => {
  expect(understand(field('number'), '3（秘）')).toEqual({ ok: true, value: 3, as: '3' })
  expect(understand(choice, '紙（原本）')).toMatchObject({ ok: false, suggestion: '紙' })
  expect(understand(choice, '紙（未定）')).toMatchObject({ ok: false })
})
