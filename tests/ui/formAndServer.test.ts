import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFields, fieldToJson, isEmpty } from '#kernel/fields/index.ts'
import { farDates, isFarDay } from '#kernel/fields/farDates.ts'
import type { Field, FieldType } from '#kernel/fields/index.ts'
import { normaliseText } from '#kernel/fields/normalise.ts'
import { compile } from '#kernel/packs/expressions/compile.ts'
import { createScope } from '#kernel/packs/expressions/environment.ts'
import { globalNames, namesOfFields } from '#kernel/packs/expressions/names.ts'
import { compileConditions } from '#ui/form/conditions.ts'
import { formModel } from '#ui/form/model.ts'
import { classification, field } from '../kernel/support/fields.ts'

const options = [
  { id: 'paper', title: '紙' },
  { id: 'usb', title: 'USBメモリ' },
]
const texts = ['text', 'long-text', 'kana', 'phone', 'email'] as const
/** Types whose references only the server can check. */
const pointing: ReadonlySet<FieldType> = new Set([
  'person',
  'persons',
  'unit',
  'units',
  'line',
  'lines',
  'files',
  'provisions',
])
const types: readonly FieldType[] = [
  ...texts,
  'number',
  'date',
  'date-time',
  'yes-no',
  'choice',
  'choices',
  'class',
  ...pointing,
  'retention',
  'rows',
]
const world = {
  hasPerson: (id: string) => id !== 'nobody',
  hasUnit: (id: string) => id !== 'nobody',
  hasLine: (_register: string, id: string) => id !== 'nobody',
  hasFile: (id: string) => id !== 'nobody',
  hasProvision: (ref: string) => ref !== 'nobody',
}
const given = { today: '2026-11-21' }

/** Conditions on a field. Some do not compile for its type: those are left out. */
const conditionsOn = (id: string): readonly string[] => [
  `${id} == true`,
  `${id} != ""`,
  `${id} == "usb"`,
  `${id} > 3.0`,
  `size(${id}) > 0`,
  `${id} < today`,
  `"usb" in ${id}`,
  `${id}.confidentiality >= 2.0`,
  `!(${id} == "x")`,
]

interface Shape {
  readonly type: FieldType
  readonly required: boolean
  readonly limits: { readonly min?: number; readonly max?: number }
  readonly noMyNumber: boolean
  /** The indexes of a condition and of the field that it is on. */
  readonly when: readonly [number, number] | undefined
  readonly needed: readonly [number, number] | undefined
  readonly after: number | undefined
}

const columns = ['text', 'number', 'date', 'date-time', 'yes-no', 'choice', 'person'] as const

/** The fields as in a pack, with their conditions compiled in their place. */
function fieldsOf(shapes: readonly Shape[], onLater: boolean): readonly Field[] {
  const ids = shapes.map((_, at) => `f${at}`)
  const plain = shapes.map(({ type, required, limits, noMyNumber, after }, at) => {
    const id = ids[at] ?? ''
    return field(id, {
      title: `項目${at}`,
      type,
      required,
      noMyNumber,
      ...limits,
      ...(type === 'choice' || type === 'choices' ? { options } : {}),
      ...(type === 'rows'
        ? {
            columns: columns.map((one, column) =>
              field(`c${column}`, {
                title: `欄${column}`,
                type: one,
                options,
                required: column === 0,
              }),
            ),
          }
        : {}),
      ...(after === undefined || ids[after] === undefined ? {} : { after: ids[after] }),
    })
  })
  const levels = new Map(
    classification.axes.map((axis) => [axis.id, axis.levels.map((level) => level.value)]),
  )
  const names = plain.map((one) => ({
    ...one,
    options: (one.options ?? []).map((option) => option.id),
    columns: (one.columns ?? []).map((column) => ({
      id: column.id,
      type: column.type,
      options: [],
    })),
  }))
  const scope = createScope({ ...globalNames, ...namesOfFields(names, levels) })
  /**
   * Conditions refer either to later fields only or to earlier fields only, so that there is no
   * circle.
   */
  const conditionOf = (own: number, at: readonly [number, number] | undefined) => {
    const among = onLater ? ids.slice(own + 1) : ids.slice(0, own)
    const id = at === undefined ? undefined : among[at[0] % Math.max(1, among.length)]
    const sources = id === undefined ? [] : conditionsOn(id)
    const source = sources[(at?.[1] ?? 0) % Math.max(1, sources.length)]
    return source === undefined ? undefined : compile(source, scope, 'condition').expression
  }
  return plain.map((one, at) => {
    const when = conditionOf(at, shapes[at]?.when)
    return {
      ...one,
      ...(when && { when }),
      required: one.required || (conditionOf(at, shapes[at]?.needed) ?? false),
    }
  })
}

const small = fc.integer({ min: 0, max: 6 })
const shape: fc.Arbitrary<Shape> = fc.record({
  type: fc.constantFrom(...types),
  required: fc.boolean(),
  limits: fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ min: small, max: small }, { requiredKeys: [] }) },
  ),
  noMyNumber: fc.boolean(),
  when: fc.option(fc.tuple(small, fc.nat(20)), { nil: undefined }),
  needed: fc.option(fc.tuple(small, fc.nat(20)), { nil: undefined }),
  after: fc.option(small, { nil: undefined }),
})

/**
 * What people write, right or nearly right, as keyboards, spreadsheets and other programs write it.
 */
const written = [
  '',
  ' ',
  '　',
  'x',
  ' 見回る　',
  '二行\nある',
  '\r\n',
  'ｶﾞﾗｽ',
  'か\u3099',
  'が',
  '\ufa19',
  '１２，３４５',
  '0261-00-0000',
  '０２６１−００−００００',
  '0261-00-0000内線12',
  '#7119',
  '----',
  'name@example.jp',
  'ｎａｍｅ＠ｅｘａｍｐｌｅ．ｊｐ',
  'a b@example.jp',
  'name@example',
  'みほん たろう',
  'ﾐﾎﾝ　ﾀﾛｳ',
  '見本',
  '2026-11-21',
  '2026-02-30',
  'R8.11.21',
  '令和8年11月21日',
  'H31.5.1',
  '2026-11-21T15:00',
  '2026-11-21T15:00:00+09:00',
  '2026-11-21T06:00:00Z',
  '2026-11-21T午後3時',
  '1234 5678 9012',
  '123456789018',
  'usb',
  'paper',
  '紙',
  'nobody',
  'mori',
  'あ'.repeat(501),
  '\u0000',
  '\ud800',
  '__proto__',
]
const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...written) },
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const row = fc.dictionary(
  fc.constantFrom('c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'other'),
  fc.oneof(text, fc.double(), fc.boolean(), fc.constant(undefined)),
)
const value = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.constantFrom(
    undefined,
    null,
    0,
    -0,
    3,
    4.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    false,
  ),
  fc.array(fc.oneof(text, fc.constantFrom(null, undefined, 3)), { maxLength: 8 }),
  fc.array(fc.oneof(row, fc.constantFrom(null, 'x')), { maxLength: 4 }),
  fc.record(
    {
      confidentiality: fc.constantFrom(1, 2, 3, 9, null, undefined),
      integrity: fc.constantFrom(1, 2),
      availability: fc.constantFrom(1, 2, '2'),
    },
    { requiredKeys: [] },
  ),
  fc.constant({ confidentiality: 3, integrity: 1, availability: 1 }),
  fc.constantFrom(
    { years: 5 },
    { years: undefined },
    { years: 5, from: '' },
    { years: 5, from: 'R8' },
    { until: '' },
    { until: '2030-03-31' },
    { forever: true },
  ),
  fc.jsonValue(),
)

/** Values that each type accepts without lookups. */
const right: Readonly<Record<FieldType, readonly unknown[]>> = {
  text: ['x', ' ｶﾞﾗｽ戸①　', 'か\u3099'],
  'long-text': ['二行\r\nある', 'x'],
  kana: ['みほん', 'ﾐﾎﾝ　ﾀﾛｳ'],
  phone: ['0261-00-0000', '０２６１−００−００００　内線１２'],
  email: ['name@example.jp', 'ｎａｍｅ＠ｅｘａｍｐｌｅ．ｊｐ'],
  number: [0, -0, 3, 4.5],
  date: ['2026-11-21', '2026-11-22'],
  'date-time': ['2026-11-21T15:00', '2026-11-21T06:00:00Z'],
  'yes-no': [true, false],
  choice: ['usb', 'paper'],
  choices: [['usb'], ['paper', 'usb', 'usb']],
  class: [{ confidentiality: 3, integrity: 1, availability: 1 }],
  person: ['mori', 'nobody'],
  persons: [['mori', 'hara'], ['nobody']],
  unit: ['mori', 'nobody'],
  units: [['mori'], ['mori', 'nobody']],
  line: ['mori', 'nobody'],
  lines: [['mori', 'mori'], ['nobody']],
  retention: [{ years: 5 }, { forever: true, years: 3 }],
  files: [['mori'], ['nobody']],
  provisions: [['1-1'], ['nobody']],
  rows: [[{ c0: ' x ' }, {}], [{ c0: 'x', c5: 'usb' }]],
}
const filled = shape.chain((one) =>
  fc.tuple(
    fc.constant(one),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...right[one.type]) },
      { weight: 1, arbitrary: value },
    ),
  ),
)
const form = fc
  .tuple(fc.array(filled, { minLength: 1, maxLength: 7 }), fc.boolean())
  .map(([pairs, onLater]) => ({
    fields: fieldsOf(
      pairs.map(([one]) => one),
      onLater,
    ),
    values: Object.fromEntries(pairs.map(([, one], at) => [`f${at}`, one])),
  }))

const modelOf = (fields: readonly Field[]) => {
  const sent = fields.map(fieldToJson)
  return formModel(
    sent,
    compileConditions(sent, classification.axes, ['today']),
    classification.axes,
    given,
  )
}
const wire = (values: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(values))
/** The server's check, as registers and procedures call it. */
const onServer = (fields: readonly Field[], values: Record<string, unknown>, lookups = {}) => {
  const classField = fields.find((one) => one.type === 'class')?.id
  return checkFields(fields, wire(values), {
    classification,
    ...lookups,
    conditions: { ...given, class: classField && wire(values)[classField] },
  })
}

describe('the form and the server', () => {
  it('say the same at the same place, and what is accepted is stored alike', () => {
    const seen = { faults: 0, accepted: 0, hidden: 0 }
    fc.assert(
      fc.property(form, ({ fields, values }) => {
        const here = modelOf(fields).check(values)
        const there = onServer(fields, values)
        expect(here.faults).toEqual(there.faults)
        seen.faults += there.faults.length
        seen.hidden += there.hidden.length
        if (there.faults.length > 0) return
        seen.accepted += Object.keys(there.values).length
        expect(onServer(fields, here.sent)).toEqual({ ...there, hidden: [] })
        for (const [id, kept] of Object.entries(there.values)) expect(here.sent[id]).toEqual(kept)
      }),
      { numRuns: 3000 },
    )
    expect(Math.min(seen.faults, seen.accepted, seen.hidden)).toBeGreaterThan(100)
  })

  it('ask about the same dates far from today, also in the rows of tables', () => {
    const days = [
      '2026-11-21',
      '2036-11-21',
      '2036-11-22',
      '2016-11-21',
      '2016-11-20',
      '2999-12-31',
    ]
    const day = fc.constantFrom(...days, '2126-04-01T09:00:00+09:00', 'x')
    const table = fc.array(fc.record({ c0: fc.constant('x'), c2: day, c3: day }), { maxLength: 3 })
    const answers = fc.record({ f0: day, f1: day, f2: table, f3: day })
    const shapes = (['date', 'date-time', 'rows', 'date'] as const).map((type, at): Shape => ({
      type,
      required: false,
      limits: {},
      noMyNumber: false,
      when: at === 3 ? [0, 1] : undefined,
      needed: undefined,
      after: undefined,
    }))
    const fields = fieldsOf(shapes, false)
    const now = () => new Date('2026-11-21T09:00:00+09:00')
    const sent = fields.map(fieldToJson)
    const model = formModel(
      sent,
      compileConditions(sent, classification.axes, ['today']),
      classification.axes,
      given,
      now,
    )
    const seen = { far: 0, cells: 0, none: 0 }
    fc.assert(
      fc.property(answers, answers, (values, earlier) => {
        const before = onServer(fields, earlier).values
        const here = model.farDates(values, before)
        const there = farDates(fields, onServer(fields, values).values, given.today, before)
        expect(here).toEqual(there)
        for (const { day: asked } of here) expect(isFarDay(asked, given.today)).toBe(true)
        seen[here.length > 0 ? 'far' : 'none'] += 1
        seen.cells += here.filter(({ at }) => at.startsWith('/f2/')).length
      }),
      { numRuns: 1000 },
    )
    expect(Math.min(seen.far, seen.cells, seen.none)).toBeGreaterThan(20)
  })

  it('differ only where something must be looked up', () => {
    let found = 0
    fc.assert(
      fc.property(form, ({ fields, values }) => {
        const model = modelOf(fields)
        const here = model.check(values).faults
        const known = new Set(here.map((fault) => `${fault.at} ${fault.detail.ja}`))
        const more = onServer(fields, values, world).faults.filter(
          (fault) => !known.has(`${fault.at} ${fault.detail.ja}`),
        )
        found += more.length
        /**
         * A reference field, a field with a reference column, or one whose condition reads such a
         * field.
         */
        const needsWorld = (id: string): boolean =>
          fields.some((one) => one.id === id && (pointing.has(one.type) || one.type === 'rows'))
        for (const fault of more) {
          const [, id = '', , column] = fault.at.split('/')
          const isOfRows = fields.some((one) => one.id === id && one.type === 'rows')
          expect(
            (isOfRows ? column === 'c6' : needsWorld(id)) || [...model.reads(id)].some(needsWorld),
            fault.detail.ja,
          ).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
    expect(found).toBeGreaterThan(100)
  })

  it('agree on which fields are shown, whatever else is filled in', () => {
    fc.assert(
      fc.property(form, ({ fields, values }) => {
        const model = modelOf(fields)
        const { hidden } = onServer(fields, values)
        for (const { id } of fields) {
          const read = Object.fromEntries(
            [id, ...model.reads(id)].map((name) => [name, wire(values)[name]]),
          )
          expect(model.stateOf(id, read)).toEqual(model.stateOf(id, wire(values)))
          if (!isEmpty(wire(values)[id]))
            expect(model.stateOf(id, read).shown).toBe(!hidden.includes(id))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('store a text alike, whether it was tidied when the field was left or not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.oneof(text, fc.string({ unit: 'grapheme' })),
        (type, typed) => {
          const fields = [field('f', { type })]
          const tidied = onServer(fields, { f: normaliseText(type, typed) })
          expect(tidied).toEqual(onServer(fields, { f: typed }))
          const kept = tidied.values['f']
          if (kept !== undefined) expect(normaliseText(type, String(kept))).toBe(kept)
        },
      ),
      { numRuns: 3000 },
    )
  })
})
