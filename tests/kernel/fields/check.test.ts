import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  checkFields,
  cleanValue,
  diffValues,
  fieldState,
  findingsOf,
  sameValue,
  visibleFields,
} from '#kernel/fields/index.ts'
import type { FieldType } from '#kernel/fields/index.ts'
import { classification, condition, field } from '../support/fields.ts'

const options = [
  { id: 'paper', title: '紙' },
  { id: 'usb', title: 'USBメモリ' },
]
const types: readonly FieldType[] = [
  'text',
  'long-text',
  'kana',
  'phone',
  'email',
  'number',
  'date',
  'date-time',
  'yes-no',
  'choice',
  'choices',
  'class',
  'person',
  'persons',
  'unit',
  'units',
  'line',
  'lines',
  'retention',
  'files',
  'provisions',
  'rows',
]

describe('fields', () => {
  it.each([
    ['text', ' あ ', 'あ'],
    ['kana', 'ふりがな だい1', 'ふりがな だい1'],
    ['text', 'ﾊﾞｯｸｱｯﾌﾟ①', 'バックアップ①'],
    ['text', 'か\u3099', 'が'],
    ['text', '\ufa19', '\ufa19'],
    ['kana', ' ﾐﾎﾝ　ﾀﾛｳ', 'ミホン タロウ'],
    ['email', ' ａ＠ｅｘａｍｐｌｅ．ｊｐ', 'a@example.jp'],
    ['email', 'a@example.lg.jp', 'a@example.lg.jp'],
    ['number', 3, 3],
    ['date', '2026-11-21', '2026-11-21'],
    ['date-time', '2026-11-21 09:00', '2026-11-21T09:00:00+09:00'],
    ['date-time', '2026-11-21T00:00:00Z', '2026-11-21T09:00:00+09:00'],
    ['yes-no', false, false],
    ['choice', 'paper', 'paper'],
    ['choices', ['usb', 'usb'], ['usb']],
    [
      'class',
      { confidentiality: 3, integrity: 1, availability: 1 },
      { confidentiality: 3, integrity: 1, availability: 1 },
    ],
    ['persons', ['a', 'b'], ['a', 'b']],
    ['units', ['a', 'b', 'a'], ['a', 'b']],
    ['retention', { years: 5, from: '2026-04-01' }, { years: 5, from: '2026-04-01' }],
    ['retention', { forever: true, years: 3 }, { forever: true }],
    ['retention', { until: '2030-03-31' }, { until: '2030-03-31' }],
  ] as const)('%s keeps %j', (type, value, kept) =>
    expect(checkFields([field('f', { type, options })], { f: value }, { classification })).toEqual({
      values: { f: kept },
      hidden: [],
      faults: [],
    }),
  )
  it.each(['choices', 'persons', 'units', 'lines', 'files'] as const)(
    '%s says how few and how many there may be',
    (type) => {
      const few = field('f', { type, options, title: '項目', min: 2, max: 2 })
      const [one, two, three] = [['usb'], ['usb', 'paper'], ['usb', 'paper', 'data']]
      const faults = (value: readonly string[]) =>
        checkFields([few], { f: value }).faults.map((fault) => fault.detail.ja)
      expect([faults(one), faults(two)]).toEqual([[expect.stringMatching(/2[件人]以上/)], []])
      if (type !== 'choices') expect(faults(three)).toEqual([expect.stringMatching(/2[件人]まで/)])
    },
  )
  it.each([
    ['text', 3],
    ['text', '二行\nある'],
    ['text', 'あ\u0007'],
    ['text', '\ud800'],
    ['kana', '漢字'],
    ['email', 'a@b'],
    ['email', 'a b@c.jp'],
    ['number', '3'],
    ['number', Number.NaN],
    ['date', '2026-02-30'],
    ['date-time', '2026-11-21T99:00'],
    ['yes-no', 'はい'],
    ['choice', '紙'],
    ['choices', ['紙']],
    ['class', { confidentiality: 9 }],
    ['class', 'x'],
    ['persons', ['nobody']],
    ['units', ['nowhere']],
    ['units', 'a'],
    ['person', 'nobody'],
    ['retention', { years: -1 }],
    ['retention', { until: 'x' }],
    ['retention', '5年'],
    ['files', [3]],
    ['line', 3],
    ['unit', 5],
  ] as const)('%s refuses %j with a sentence at its place', (type, value) => {
    const { faults } = checkFields(
      [field('f', { type, options, title: '項目' })],
      { f: value },
      { classification, hasPerson: (id) => id !== 'nobody', hasUnit: (id) => id !== 'nowhere' },
    )
    expect(faults.length).toBeGreaterThan(0)
    for (const fault of faults)
      expect(fault).toMatchObject({
        at: expect.stringMatching(/^\/f/),
        detail: { ja: expect.stringMatching(/。$/), en: expect.stringMatching(/\.$/) },
      })
  })
  it.each([
    ['110', '110'],
    ['0261-00-0000', '0261-00-0000'],
    ['0261000000', '0261000000'],
    ['0261 00 0000', '0261 00 0000'],
    ['(0261)00-0000', '(0261)00-0000'],
    ['0261(00)0000', '0261(00)0000'],
    ['+81-261-00-0000', '+81-261-00-0000'],
    ['０２６１−００－００００', '0261-00-0000'],
    ['0261ー00ー0000', '0261-00-0000'],
    ['0261-00-0000内線12', '0261-00-0000内線12'],
    ['0261-00-0000　内線１２', '0261-00-0000 内線12'],
    ['0261-00-0000（内線12）', undefined],
    ['0261-00-0000 内線:12', '0261-00-0000 内線:12'],
    ['0261-00-0000 ext. 12', '0261-00-0000 ext. 12'],
    ['0261-00-0000#12', '0261-00-0000#12'],
    ['内線123', '内線123'],
    ['123', '123'],
    ['#7119', '#7119'],
    ['内線', undefined],
    ['でんわ', undefined],
    ['----', undefined],
    ['0261-', undefined],
    ['0261-00-0000、0261-00-0001', undefined],
    ['0261-00-0000 総務課', undefined],
    ['1'.repeat(61), undefined],
  ])('a telephone number written %s is kept as %s', (given, kept) => {
    const { values, faults } = checkFields([field('f', { type: 'phone', title: '電話' })], {
      f: given,
    })
    expect([values['f'], faults.length]).toEqual([kept, kept === undefined ? 1 : 0])
  })
  it('what is wrong is said in both languages', () => {
    const fields = [
      field('a', { type: 'number', title: 'Copies' }),
      field('b', { title: 'Reason', required: true }),
      field('c', {
        type: 'rows',
        title: 'Rows',
        columns: [field('d', { title: 'What', required: true }), field('e')],
      }),
    ]
    const given = { a: '3', c: [{ e: 'x' }] }
    expect(checkFields(fields, given).faults).toEqual([
      {
        at: '/a',
        detail: {
          ja: '「Copies」には数を入力してください。',
          en: '“Copies” must be a number.',
        },
      },
      {
        at: '/c/0/d',
        detail: { ja: '1行目：「What」が入っていません。', en: 'Row 1: “What” is empty.' },
      },
      {
        at: '/b',
        detail: { ja: '「Reason」を入力してください。', en: 'Please fill in “Reason”.' },
      },
    ])
  })
  it('required fields are asked for, always or under a condition, but not of a draft', () => {
    const fields = [
      field('a', { required: true }),
      field('b', { required: condition((c) => c.a === 'x') }),
    ]
    expect(checkFields(fields, {}).faults.map((fault) => fault.at)).toEqual(['/a'])
    expect(checkFields(fields, { a: 'x', b: ' ' }).faults.map((fault) => fault.at)).toEqual(['/b'])
    expect(checkFields(fields, {}, {}, { partial: true }).faults).toEqual([])
  })
  it('a false answer is an answer, an empty list is none', () => {
    expect(
      checkFields([field('a', { type: 'yes-no', required: true })], { a: false }).faults,
    ).toEqual([])
    expect(
      checkFields([field('a', { type: 'persons', required: true })], { a: [] }).faults,
    ).toHaveLength(1)
  })
  it('hidden fields are dropped, with what they hide in turn', () => {
    const fields = [
      field('a', { type: 'yes-no' }),
      field('b', { when: condition((c) => c.a === true), required: true }),
      field('c', { when: condition((c) => c.b === 'x'), required: true }),
    ]
    expect(checkFields(fields, { a: false, b: 'x', c: 'y' })).toEqual({
      values: { a: false },
      hidden: ['b', 'c'],
      faults: [],
    })
    expect(visibleFields(fields, { a: true, b: 'x' }).map((one) => one.id)).toEqual(['a', 'b', 'c'])
  })
  it('a condition sees no value of a hidden field, whichever of them stands first', () => {
    const fields = [
      field('b', { when: condition((c) => c.a !== 'x') }),
      field('a', { when: condition((c) => c.shown === true) }),
      field('shown', { type: 'yes-no' }),
    ]
    const kept = (order: typeof fields) =>
      checkFields(order, { a: 'x', b: 'y', shown: false }).values
    expect(kept(fields)).toEqual({ b: 'y', shown: false })
    expect(kept(fields.toReversed())).toEqual({ b: 'y', shown: false })
  })
  it('conditions in a circle come to an end', () => {
    const fields = [
      field('a', { when: condition((c) => c.b !== 'x') }),
      field('b', { when: condition((c) => c.a === 'x') }),
    ]
    expect(checkFields(fields, { a: 'x', b: 'x' }).values).toEqual({ a: 'x' })
  })
  it('a condition that cannot be evaluated shows its field and requires it, and is told of once', () => {
    const unsure = { source: 'n > 1', names: ['n'], evaluate: () => null }
    const fields = [
      field('a', { type: 'yes-no' }),
      field('b', { when: condition((c) => c.a === true) }),
      field('c', { when: unsure, required: unsure }),
      field('d', { when: unsure }),
    ]
    const told: unknown[] = []
    const { values, faults } = checkFields(
      fields,
      { a: false, b: 'x', d: 'y' },
      { undecided: (one) => told.push(one) },
    )
    expect(values).toEqual({ a: false, d: 'y' })
    expect(faults.map((fault) => fault.at)).toEqual(['/c'])
    // For `c` and `d` to be shown, and for `c` to be required.
    expect(told).toEqual(Array.from({ length: 3 }, () => ({ source: 'n > 1', taken: true })))
  })
  it('the state of one field is what the check drops and asks for', () => {
    const fields = [
      field('a', { type: 'yes-no' }),
      field('b', { when: condition((c) => c.a === true), required: true }),
      field('c', { required: condition((c) => c.b === 'x') }),
    ]
    const states = (values: Record<string, unknown>) =>
      fields.map(({ id }) => fieldState(fields, values, {}, id))
    const [shown, hidden] = [
      { shown: true, required: false },
      { shown: false, required: true },
    ]
    expect(states({ a: false, b: 'x' })).toEqual([shown, hidden, shown])
    expect(states({ a: true, b: ' x ' })).toEqual([
      shown,
      { shown: true, required: true },
      { shown: true, required: true },
    ])
  })
  it('conditions see names that are handed in', () => {
    const fields = [
      field('a', {
        required: condition((c) => (c.class as { confidentiality: number }).confidentiality === 3),
      }),
    ]
    expect(
      checkFields(fields, {}, { conditions: { class: { confidentiality: 3 } } }).faults,
    ).toHaveLength(1)
    expect(
      checkFields(fields, {}, { conditions: { class: { confidentiality: 2 } } }).faults,
    ).toEqual([])
  })
  it('a date must not precede the one it comes after; a day holds all its hours', () => {
    const fields = [
      field('from', { type: 'date-time', title: '持出' }),
      field('to', { type: 'date-time', after: 'from' }),
      field('day', { type: 'date', after: 'from' }),
    ]
    const at = (to: string, day: string) =>
      checkFields(fields, { from: '2026-11-21T09:00', to, day }).faults.map((fault) => fault.at)
    expect(at('2026-11-21T08:59', '2026-11-20')).toEqual(['/to', '/day'])
    expect(at('2026-11-21T09:00', '2026-11-21')).toEqual([])
    expect(
      checkFields(
        [fields[1] ?? field('to')],
        { to: '2026-11-20 09:00' },
        { conditions: { from: '2026-11-21T09:00:00+09:00' }, allFields: fields },
      ).faults[0]?.detail.ja,
    ).toContain('「持出」')
  })
  it('a date is at most a span after another; to the last day, or to the minute', () => {
    const fields = [
      field('from', { type: 'date', title: '始まり' }),
      field('until', {
        type: 'date',
        title: '終わり',
        within: { count: 3, unit: 'months', after: 'from' },
      }),
      field('called', {
        type: 'date-time',
        within: { count: 30, unit: 'minutes', after: 'found' },
      }),
      field('found', { type: 'date-time' }),
    ]
    const faults = (values: Record<string, unknown>) => checkFields(fields, values).faults
    expect(faults({ from: '2026-11-30', until: '2027-02-28' })).toEqual([])
    expect(faults({ from: '2026-11-30', until: '2027-03-01' })).toEqual([
      {
        at: '/until',
        detail: {
          ja: '「終わり」は「始まり」から3か月までにしてください。',
          en: '“終わり” must come at most 3 months after “始まり”.',
        },
      },
    ])
    const called = (at: string) => faults({ found: '2026-11-21T09:00', called: at }).length
    expect([called('2026-11-21T09:30'), called('2026-11-21T09:31')]).toEqual([0, 1])
    expect(faults({ until: '2027-03-01' })).toEqual([])
  })
  it('figures and lengths have limits', () => {
    expect(
      checkFields([field('a', { type: 'number', min: 1, max: 3, unit: '部' })], { a: 4 }).faults[0]
        ?.detail.ja,
    ).toContain('3部以下')
    expect(checkFields([field('a', { max: 3 })], { a: 'あいうえ' }).faults[0]?.detail.ja).toContain(
      '3文字まで',
    )
    expect(checkFields([field('a', { max: 2 })], { a: '𠮷𠮷' }).faults).toEqual([])
    expect(checkFields([field('a')], { a: 'あ'.repeat(501) }).faults).toHaveLength(1)
  })
  it('a name that is no field is a fault', () =>
    expect(checkFields([field('a')], { 'b/c': 1 }, {}, { pointer: '/fields' }).faults[0]?.at).toBe(
      '/fields/b~1c',
    ))
  it('nothing that is sent makes the check throw, and what is kept is kept again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.anything(), (type, value) => {
        const one = field('f', { type, options })
        const first = checkFields([one], { f: value }, { classification })
        if (first.faults.length === 0 && first.values.f !== undefined)
          expect(cleanValue(one, first.values.f, { classification })).toEqual({
            ok: true,
            value: first.values.f,
          })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('differences', () => {
  it('are told field by field; empty is empty', () => {
    expect(
      diffValues(
        { a: 1, b: '', c: { x: 1, y: 2 }, d: [1] },
        { a: 2, c: { y: 2, x: 1 }, d: [1, 2], e: null },
      ),
    ).toEqual([
      { field: 'a', from: 1, to: 2 },
      { field: 'd', from: [1], to: [1, 2] },
    ])
  })
  it('a value equals its copy', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(sameValue(value, structuredClone(value))).toBe(true)
      }),
    )
  })
})

describe('what a value shall be', () => {
  const locked = field('locked', { type: 'yes-no', carries: ['3(1)'] })
  const demand = condition(({ value }) => value === true)
  it('is refused by `must` with its provision where it is not, and where nothing is said', () => {
    const fields = [{ ...locked, must: demand }]
    expect(checkFields(fields, { locked: true }).faults).toEqual([])
    for (const values of [{ locked: false }, {}])
      expect(checkFields(fields, values).faults).toMatchObject([
        { at: '/locked', provisions: ['3(1)'] },
      ])
    expect(checkFields(fields, { locked: false }, {}, { partial: true }).faults).toEqual([])
  })
  it('is a finding by `should`, which mends with the value', () => {
    const fields = [{ ...locked, should: demand }]
    expect(checkFields(fields, { locked: false }).faults).toEqual([])
    expect(findingsOf(fields, { locked: false })).toEqual(['locked'])
    expect(findingsOf(fields, {})).toEqual(['locked'])
    expect(findingsOf(fields, { locked: true })).toEqual([])
  })
  it('is not asked of a field that is not shown', () => {
    const paper = condition(({ form }) => form === 'paper')
    const fields = [field('form'), { ...locked, when: paper, should: demand }]
    expect(findingsOf(fields, { form: 'data' })).toEqual([])
    expect(findingsOf(fields, { form: 'paper' })).toEqual(['locked'])
  })
})
