import { describe, expect, it } from 'vitest'
import { compile } from '#kernel/packs/expressions/compile.ts'
import { combinationCount, combinations, dimensionsOf } from '#kernel/packs/expressions/domain.ts'
import { createScope } from '#kernel/packs/expressions/environment.ts'
import type { NameTypes } from '#kernel/packs/expressions/names.ts'

const names: NameTypes = {
  medium: { kind: 'text', options: ['紙', 'USBメモリ'] },
  note: { kind: 'text' },
  count: { kind: 'number' },
  done: { kind: 'yes-no' },
  tags: { kind: 'texts', options: ['a', 'b'] },
  class: { kind: 'record', names: { confidentiality: { kind: 'number', among: [1, 2, 3] } } },
  about: {
    kind: 'records',
    names: {
      form: { kind: 'text' },
      class: { kind: 'record', names: { confidentiality: { kind: 'number' } } },
    },
  },
  today: { kind: 'text' },
}
const scope = createScope(names)

function answer(source: string, context: Readonly<Record<string, unknown>> = {}): unknown {
  const { expression, faults } = compile(source, scope, 'value')
  expect(faults).toEqual([])
  return expression?.evaluate(context)
}

describe('an expression', () => {
  it.each([
    ["medium == 'USBメモリ'", { medium: 'USBメモリ' }, true],
    ['class.confidentiality >= 2', { class: { confidentiality: 3 } }, true],
    ['class.confidentiality == 2', { class: { confidentiality: 2 } }, true],
    ["about.exists(a, a.form == '紙')", { about: [{ form: 'データ' }, { form: '紙' }] }, true],
    [
      'about.all(a, a.class.confidentiality < 3)',
      { about: [{ class: { confidentiality: 3 } }] },
      false,
    ],
    ["'a' in tags", { tags: ['b', 'a'] }, true],
    ['size(about) == 2 && count == 2', { about: [{}, {}], count: 2 }, true],
    ['count * 2 + 1', { count: 2.5 }, 6],
    ["days('2026-02-27', '2026-03-01')", {}, 2],
    ['days(note, today) > 30', { note: '2026-10-01', today: '2026-11-02' }, true],
    ["date('2026-11-05T23:30:00Z')", {}, '2026-11-06'],
    ["date('2026-11-05T09:00:00+09:00')", {}, '2026-11-05'],
    ["medium in ['紙']", { medium: '紙' }, true],
    ["note.startsWith('持') && note.contains('出')", { note: '持ち出し' }, true],
  ] as const)('%s', (source, context, wanted) => {
    expect(answer(source, context)).toBe(wanted)
  })

  it.each([
    ["note == ''", true],
    ['!done', true],
    ['size(tags) == 0', true],
    ['about.all(a, false)', true],
    ['count > 0', null],
    ['count == 0', null],
    ['count != 0', null],
    ['!(count > 0)', null],
    ['class.confidentiality >= 1', null],
    ['count > 0 && done', false],
    ['count > 0 || true', true],
    ['class.confidentiality >= 2 || done', null],
    ['days(note, today) > 3', null],
    ["date(note) == ''", true],
  ] as const)('with nothing filled in %s is %s', (source, wanted) => {
    expect(answer(source)).toBe(wanted)
    expect(
      answer(source, {
        note: null,
        done: null,
        tags: null,
        about: null,
        count: null,
        class: null,
        today: undefined,
      }),
    ).toBe(wanted)
  })

  it('answers null where it cannot be reckoned', () => {
    expect(answer('1 / 0')).toBeNull()
    expect(answer('count + 1')).toBeNull()
    expect(answer('about[3].form')).toBeNull()
  })

  it('may not use regular expressions', () => {
    expect(
      compile("note.matches('(a+)+$')", scope, 'condition').faults.map((fault) => fault.code),
    ).toEqual(['unknown-function'])
  })

  it('knows what a choice can be, also on the right and in lists', () => {
    const codes = (source: string) =>
      compile(source, scope, 'condition').faults.map(({ code, offset, params }) => [
        code,
        offset,
        params['near'],
      ])
    expect(codes("'USBメモり' == medium")).toEqual([['unknown-option', 0, 'USBメモリ']])
    expect(codes("medium in ['紙', '布']")).toEqual([['unknown-option', 16, undefined]])
    expect(codes("'c' in tags")).toEqual([['unknown-option', 0, undefined]])
    expect(codes("medium != ''")).toEqual([])
    expect(codes("medium.startsWith('USB')")).toEqual([])
  })
})

describe('the domain of conditions', () => {
  it('has the pieces that texts are searched for', () => {
    const { expression } = compile("note.contains('持') || note == '出'", scope, 'condition')
    expect(dimensionsOf([expression], scope)).toEqual([
      {
        name: 'note',
        values: [
          '持',
          '出',
          '持ほかの文字',
          'ほかの文字持',
          'ほかの文字持ほかの文字',
          '',
          'ほかの文字',
        ],
      },
    ])
  })

  it('has every level and option, both answers, and the neighbours of compared numbers', () => {
    const conditions = ["class.confidentiality == 3 && medium != '紙'", 'done || count > 5'].map(
      (source) => compile(source, scope, 'condition').expression,
    )
    const dimensions = dimensionsOf(conditions, scope)
    expect(dimensions).toEqual([
      { name: 'class.confidentiality', values: [1, 2, 3] },
      { name: 'medium', values: ['紙', 'USBメモリ', ''] },
      { name: 'done', values: [true, false] },
      { name: 'count', values: [4, 5, 6, null] },
    ])
    const all = [...combinations(dimensions)]
    expect(all).toHaveLength(combinationCount(dimensions))
    expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(72)
    expect(all[0]).toEqual({ class: { confidentiality: 1 }, medium: '紙', done: true, count: 4 })
  })
})
