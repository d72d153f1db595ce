import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkFields,
  cleanValue,
  fieldToJson,
  formatValue,
  parseCell,
} from '#kernel/fields/index.ts'
import { field } from '../support/fields.ts'

const columns = [
  field('what', { title: 'すること', required: true }),
  field('times', { title: '回数', type: 'number', unit: '回', min: 1 }),
  field('on', { title: '日', type: 'date' }),
  field('how', { title: '方法', type: 'choice', options: [{ id: 'lock', title: '鍵' }] }),
  field('by', { title: '人', type: 'person' }),
]
const rows = field('rows', { title: '守り方', type: 'rows', columns })
const faultsOf = (value: unknown, given = rows) =>
  checkFields([given], { rows: value }, { hasPerson: (id) => id === 'mori' }).faults

describe('a small table', () => {
  it('keeps its rows in their stored form and drops those with nothing in them', () => {
    expect(
      checkFields([rows], {
        rows: [
          { what: ' 見回る ', times: 2 },
          {},
          { what: '', by: '' },
          { what: '鍵', how: 'lock' },
        ],
      }),
    ).toMatchObject({
      values: {
        rows: [
          { what: '見回る', times: 2 },
          { what: '鍵', how: 'lock' },
        ],
      },
      faults: [],
    })
  })
  it.each([
    ['no table', '見回る', [['/rows', '行の並び']]],
    [
      'no row',
      [1, null],
      [
        ['/rows/0', '1行目'],
        ['/rows/1', '2行目'],
      ],
    ],
    [
      'a cell that must be filled',
      [{ times: 1 }],
      [['/rows/0/what', '1行目：「すること」が入っていません']],
    ],
    [
      'a cell out of its limits',
      [{ what: 'a' }, { what: 'b', times: 0 }],
      [['/rows/1/times', '2行目：「回数」は1回以上']],
    ],
    [
      'a day that does not exist',
      [{ what: 'a', on: '2026-02-30' }],
      [['/rows/0/on', '実在する日付']],
    ],
    ['an option that is not there', [{ what: 'a', how: 'key' }], [['/rows/0/how', '「鍵」']]],
    ['a person who is not there', [{ what: 'a', by: 'nobody' }], [['/rows/0/by', '名簿']]],
    [
      'a column that is not there',
      [{ what: 'a', more: 'b' }],
      [['/rows/0/more', '「more」という欄']],
    ],
  ])('refuses %s at its place', (_name, value, expected) => {
    const found = faultsOf(value)
    expect(found.map((fault) => fault.at)).toEqual(expected.map(([at]) => at))
    for (const [index, [, words]] of expected.entries())
      expect(found[index]?.detail.ja).toContain(words)
  })
  it('counts its rows', () => {
    expect(faultsOf([{ what: 'a' }], { ...rows, min: 2 })[0]?.detail.ja).toContain('2行以上')
    expect(faultsOf([{ what: 'a' }, { what: 'b' }], { ...rows, max: 1 })[0]?.detail.ja).toContain(
      '1行まで',
    )
    expect(faultsOf(Array.from({ length: 501 }, () => ({ what: 'a' })))[0]?.detail.ja).toContain(
      '500行まで',
    )
    expect(faultsOf([{}], { ...rows, required: true })[0]).toMatchObject({ at: '/rows' })
  })
  it('is told row by row, and goes to the screens with its columns', () => {
    expect(
      formatValue(rows, [
        { what: '見回る', times: 2 },
        { what: '鍵', how: 'lock', on: '2026-11-02' },
      ]),
    ).toBe('すること：見回る、回数：2回\nすること：鍵、日：令和8年11月2日、方法：鍵')
    expect(
      formatValue({ ...rows, columns: [columns[0]!] }, [{ what: '見回る' }, { what: '鍵' }]),
    ).toBe('見回る\n鍵')
    expect(fieldToJson(rows).columns?.map((column) => [column.id, column.required])).toEqual([
      ['what', true],
      ['times', false],
      ['on', false],
      ['how', false],
      ['by', false],
    ])
    expect(parseCell(rows, '見回る')).toMatchObject({ ok: false })
  })
  it('never throws, whatever is sent, and what is kept is kept again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.array(
            fc.dictionary(
              fc.constantFrom('what', 'times', 'on', 'how', 'by', 'x'),
              fc.oneof(fc.string(), fc.integer(), fc.constant('lock'), fc.constant('2026-11-02')),
            ),
          ),
        ),
        (value) => {
          const first = checkFields([rows], { rows: value })
          const kept = first.values['rows']
          if (first.faults.length === 0 && kept !== undefined)
            expect(cleanValue(rows, kept, {})).toEqual({ ok: true, value: kept })
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('provisions', () => {
  const refs = field('refs', { title: '条項', type: 'provisions' })
  it('are those of the policy in force, each once', () => {
    const context = { hasProvision: (ref: string) => ref.startsWith('2-') }
    expect(checkFields([refs], { refs: ['2-1', '2-2', '2-1'] }, context)).toMatchObject({
      values: { refs: ['2-1', '2-2'] },
      faults: [],
    })
    expect(checkFields([refs], { refs: ['2-1', '3-1'] }, context).faults).toMatchObject([
      { at: '/refs/1', detail: { ja: expect.stringContaining('今の規程にない') } },
    ])
    expect(
      parseCell(refs, '2-1、2-2', { provisions: (text) => (/^2-\d$/.test(text) ? [text] : []) }),
    ).toEqual({ ok: true, value: ['2-1', '2-2'] })
    expect(formatValue(refs, ['2-1', '2-2'])).toBe('2-1、2-2')
  })
})
