import { describe, expect, it } from 'vitest'
import { cleanValue } from '#kernel/fields/clean.ts'
import type { Classification } from '#kernel/packs/classification.ts'
import type { FieldLookups } from '#kernel/fields/clean.ts'
import type { Field, FieldType } from '#kernel/fields/types.ts'
import { findMisfit, typeTitles } from '#kernel/packs/read/misfit.ts'

/** A value that a field of the type keeps, as wild as it may be. */
const samples: Readonly<Record<FieldType, unknown>> = {
  text: '鍵',
  'long-text': '一行目\n二行目',
  kana: 'かぎ',
  phone: '0261-00-0000',
  email: 'a@example.jp',
  number: 3,
  date: '2026-11-21',
  'date-time': '2026-11-21T09:00:00+09:00',
  'yes-no': true,
  choice: 'paper',
  choices: ['paper'],
  class: { confidentiality: 2 },
  person: 'p1',
  persons: ['p1'],
  unit: 'u1',
  units: ['u1'],
  line: 'l1',
  lines: ['l1'],
  retention: { years: 5 },
  files: ['f1'],
  provisions: ['1-1'],
  rows: [{ what: '鍵' }],
}
const types = Object.keys(typeTitles) as FieldType[]
const options = ['paper', 'data'].map((id) => ({ id, title: id }))
const columns: Field[] = [
  {
    id: 'what',
    title: 'what',
    type: 'text',
    required: false,
    search: false,
    column: false,
    carries: [],
  },
]
const field = (type: FieldType): Field => ({
  id: 'it',
  title: 'it',
  type,
  required: false,
  search: false,
  column: false,
  carries: [],
  options,
  columns,
  register: 'assets',
})
const name = (type: FieldType, id = 'it', ids = ['paper', 'data']) => ({
  id,
  type,
  options: ids,
  register: 'assets',
})
const level = { id: 'two', title: '2', carries: [], value: 2, criteria: '', examples: [] }
const classification: Classification = {
  id: 'all',
  title: '',
  carries: [],
  axes: [{ id: 'confidentiality', title: '機密性', carries: [], levels: [level] }],
  kinds: [],
  grounds: [],
  mixture: { ...level, take: 'highest' },
  copy: { ...level, take: 'same' },
}
const known: FieldLookups = {
  classification,
  hasPerson: (id) => id === 'p1',
  hasUnit: (id) => id === 'u1',
  hasLine: (_register, id) => id === 'l1',
  hasFile: (id) => id === 'f1',
  hasProvision: (ref) => ref === '1-1',
}
const copied = (from: FieldType, to: FieldType) =>
  findMisfit({ kind: 'name', name: 'from' }, name(to), [name(from, 'from')])
/**
 * Only who looks at an id knows that it is none of a person, or no phone: there the check is
 * stricter than what is kept.
 */
const asText: ReadonlySet<FieldType> = new Set([
  'text',
  'kana',
  'phone',
  'email',
  'choice',
  'person',
  'unit',
  'line',
  'date',
  'date-time',
])

describe('what an effect may put into a field of a ledger', () => {
  it.each(types)('copied from %s is kept by every field into which it may go', (from) => {
    for (const to of types.filter((each) => copied(from, each) === undefined))
      expect([to, cleanValue(field(to), samples[from], known).ok]).toEqual([to, true])
  })

  it.each(types)(
    'copied from %s is refused by every field into which it may not go, unless both are but text or lists',
    (from) => {
      const lists = (type: FieldType): boolean => Array.isArray(samples[type])
      const refused = types.filter(
        (each) =>
          copied(from, each) !== undefined &&
          !(asText.has(from) && asText.has(each)) &&
          !(lists(from) && lists(each)),
      )
      for (const to of refused)
        expect([to, cleanValue(field(to), samples[from], known).ok]).toEqual([to, false])
    },
  )

  it('written out is an option of the field, a day, a number', () => {
    const literal = (value: string | number | boolean, to: FieldType) =>
      findMisfit({ kind: 'literal', value }, name(to), [])
    expect([
      literal('paper', 'choice'),
      literal('', 'choice'),
      literal('2026-11-21', 'date'),
      literal(3, 'number'),
      literal('鍵', 'text'),
    ]).toEqual(Array.from({ length: 5 }, () => undefined))
    expect(literal('stone', 'choice')).toEqual({ option: 'stone' })
    for (const [value, to] of [
      ['2026-11-31', 'date'],
      ['3', 'number'],
      [3, 'text'],
      ['yes', 'yes-no'],
      ['p1', 'person'],
    ] as const)
      expect([to, literal(value, to)]).toEqual([to, { kind: expect.any(String) as string }])
  })

  it('of a choice has no option that the field lacks', () => {
    expect(
      findMisfit({ kind: 'name', name: 'from' }, name('choice'), [
        name('choice', 'from', ['paper', 'stone']),
      ]),
    ).toEqual({ option: 'stone' })
    expect(
      findMisfit({ kind: 'name', name: 'from' }, name('choice'), [
        name('choice', 'from', ['paper']),
      ]),
    ).toBeUndefined()
  })
})
