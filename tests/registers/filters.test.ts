import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseConditions } from '#features/cases/filters.ts'
import { conditionsOf, conditionsToQuery } from '#features/registers/filters.ts'

const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((one) => one.isWellFormed())
const values = fc.array(fc.oneof(text, fc.constantFrom('a|b', 'a,b', 'a:b', '100%', '紙・電子')), {
  minLength: 1,
  maxLength: 4,
})

test('the conditions that a table writes into a query are those that the server reads from it', () => {
  fc.assert(
    fc.property(
      fc.record({
        units: fc.array(fc.uuid(), { maxLength: 3 }),
        states: fc.oneof(fc.constant<string[]>([]), values),
        fields: fc.array(
          fc.record({ field: fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,20}$/), values }),
          { maxLength: 4 },
        ),
      }),
      (conditions) => {
        expect(conditionsOf(conditionsToQuery(conditions))).toEqual({
          ...conditions,
          unreadable: [],
        })
      },
    ),
  )
})

test.each([
  ['', [], []],
  ['form:paper', [{ field: 'form', values: ['paper'] }], []],
  [
    'form:paper|data,n:1',
    [
      { field: 'form', values: ['paper', 'data'] },
      { field: 'n', values: ['1'] },
    ],
    [],
  ],
  ['form', [], ['form']],
  ['form:', [], ['form:']],
  [':paper,n:1', [{ field: 'n', values: ['1'] }], [':paper']],
  ['form:%E3%81', [], ['form:%E3%81']],
  ['form:%00', [], ['form:%00']],
])(
  'the filter %j is read as its conditions, and what is none is named',
  (filter, fields, unreadable) => {
    expect(conditionsOf({ filter })).toEqual({ units: [], states: [], fields, unreadable })
  },
)

test('a list of cases is narrowed down by what exists, one value at a time', () => {
  expect(caseConditions(' 名簿 ', { state: 'open', whose: 'mine' })).toEqual({
    q: '名簿',
    status: 'open',
    whose: 'mine',
  })
  expect(caseConditions('', { state: 'open,ended', whose: 'everyone' })).toEqual({
    q: undefined,
    status: undefined,
    whose: undefined,
  })
})
