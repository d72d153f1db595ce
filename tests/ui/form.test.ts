import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldToJson } from '#kernel/fields/json.ts'
import { normaliseText } from '#kernel/fields/normalise.ts'
import { compileConditions } from '#ui/form/conditions.ts'
import { formModel } from '#ui/form/model.ts'
import { checkForm, placeFaults, slotsOf } from '#ui/form/slots.ts'
import { parseNumberText, parseTime } from '#ui/form/parseInput.ts'
import type { Language } from '#kernel/words/words.ts'
import type { FormAxis, FormField, FormSection, Values } from '#ui/form/types.ts'

const field = (more: Partial<FormField> & Pick<FormField, 'id' | 'type'>): FormField => ({
  title: more.id,
  required: false,
  ...more,
})
describe('what was typed', () => {
  it('is tidied when the field is left: blanks around it, half-width kana, full-width figures in numbers and addresses', () => {
    expect(normaliseText('text', '　ｶﾞﾗｽ戸の点検① ')).toBe('ガラス戸の点検①')
    expect(normaliseText('phone', '０２６１−００－００００')).toBe('0261-00-0000')
    expect(normaliseText('email', ' ｎａｍｅ＠example.jp ')).toBe('name@example.jp')
    expect(normaliseText('kana', ' ﾐﾎﾝ　ﾀﾛｳ')).toBe('ミホン タロウ')
    expect(normaliseText('long-text', '\n一行目\n二行目　')).toBe('一行目\n二行目')
  })

  it('once tidied stays as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('text', 'kana', 'phone', 'email', 'long-text'),
        (text, type) => {
          const once = normaliseText(type, text)
          expect(normaliseText(type, once)).toBe(once)
        },
      ),
    )
  })

  it('as a number is read in full width and with commas, and is left alone when it is none', () => {
    expect(['１２，３４５', '-3', '2.5', '', '三'].map(parseNumberText)).toEqual([
      12345,
      -3,
      2.5,
      undefined,
      '三',
    ])
  })

  it('as a time is read in the ways people write it', () => {
    expect(
      ['15:00', '1500', '15時', '午後3時30分', '９時半', '0:05', '24:00', '12:61', 'いつか'].map(
        parseTime,
      ),
    ).toEqual(['15:00', '15:00', '15:00', '15:30', '09:30', '00:05', null, null, null])
  })
})

describe('the check before sending', () => {
  const faultsOf = (fields: readonly FormField[], values: Values) =>
    formModel(fields, new Map(), [], {}).check(values).faults

  it('reports undefined, blanks and empty lists as missing where a value is required', () => {
    for (const value of [undefined, null, '', '　 ', [], {}, { years: undefined }]) {
      expect(faultsOf([field({ id: 'a', type: 'text', required: true })], { a: value })).toEqual([
        { at: '/a', detail: { ja: '「a」を入力してください。', en: 'Please fill in “a”.' } },
      ])
      expect(faultsOf([field({ id: 'a', type: 'text' })], { a: value })).toEqual([])
    }
  })

  it('gives what is right in its stored form, and leaves what is empty as it is', () => {
    const fields = [
      field({ id: 'phone', type: 'phone' }),
      field({ id: 'note', type: 'text' }),
      field({ id: 'rest', type: 'number' }),
    ]
    expect(
      formModel(fields, new Map(), [], {}).check({
        phone: '０２６１−００−００００内線12',
        note: '',
        rest: undefined,
      }),
    ).toEqual({ sent: { phone: '0261-00-0000内線12', note: '' }, faults: [] })
  })

  it('refuses what is said to have happened and has not yet', () => {
    const now = (): Date => new Date('2026-11-02T09:00:00+09:00')
    const fields = [
      field({ id: 'found', type: 'date', past: true }),
      field({ id: 'left', type: 'date-time', moment: true }),
      field({ id: 'due', type: 'date' }),
    ]
    const at = (values: Values): readonly string[] =>
      formModel(fields, new Map(), [], {}, now)
        .check(values)
        .faults.map((fault) => fault.at)
    expect(
      at({ found: '2026-11-02', left: '2026-11-02T09:00:00+09:00', due: '2026-12-01' }),
    ).toEqual([])
    expect(at({ found: '2026-11-03', left: '2026-11-02T09:01:00+09:00' })).toEqual([
      '/found',
      '/left',
    ])
  })

  it('speaks the language of the screen', () => {
    const fields = [field({ id: 'n', type: 'number', title: 'Copies', min: 1 })]
    const models = { main: formModel(fields, new Map(), [], {}), sections: [] }
    const said = (language: Language) =>
      checkForm(models, [], { main: { n: 0 }, sections: {} }, language).faults
    expect(said('en')).toEqual([{ name: 'main.n', at: '', detail: '“Copies” must be at least 1.' }])
    expect(said('ja')).toEqual([
      { name: 'main.n', at: '', detail: '「Copies」は1以上にしてください。' },
    ])
  })

  it('a day before the one it must follow is pointed out, the same day is not', () => {
    const leaves = field({ id: 'leaves', type: 'date-time' })
    const returns = field({ id: 'returns', type: 'date', after: 'leaves' })
    const on = (day: string) =>
      faultsOf([leaves, returns], { leaves: '2026-11-21T15:00:00+09:00', returns: day })
    expect(on('2026-11-20').map((fault) => fault.at)).toEqual(['/returns'])
    expect(on('2026-11-21')).toEqual([])
  })
})

describe('a field of a pack', () => {
  it('becomes a field of a form by its JSON form', () => {
    const sent: FormField = fieldToJson({
      id: 'reason',
      title: '理由',
      type: 'text',
      required: { source: 'n > 0', names: ['n'], evaluate: () => true },
      when: { source: 'n > 1', names: ['n'], evaluate: () => true },
      search: true,
      column: false,
      carries: [],
    })
    expect(sent).toMatchObject({ required: false, requiredSource: 'n > 0', whenSource: 'n > 1' })
  })
})

describe('conditions of fields', () => {
  const axes: readonly FormAxis[] = [
    {
      id: 'secrecy',
      title: '秘',
      levels: [
        { value: 1, title: '1' },
        { value: 3, title: '3' },
      ],
    },
  ]
  const fields = [
    field({
      id: 'means',
      type: 'choice',
      options: [
        { id: 'usb', title: 'USB' },
        { id: 'paper', title: '紙' },
      ],
    }),
    field({
      id: 'encrypted',
      type: 'yes-no',
      whenSource: 'means == "usb"',
      requiredSource: 'class.secrecy >= 3',
    }),
    field({ id: 'class', type: 'class' }),
    field({ id: 'unit', type: 'text', whenSource: 'applicant.outside == true' }),
    field({ id: 'broken', type: 'text', whenSource: 'means ==' }),
  ]
  const given = { applicant: { outside: true } }
  const model = formModel(fields, compileConditions(fields, axes, Object.keys(given)), axes, given)

  it('follow the values, the class and what the page knows', () => {
    const usb = { means: 'usb', class: { secrecy: 1 } }
    expect(model.stateOf('encrypted', usb)).toEqual({ shown: true, required: false })
    expect(model.stateOf('encrypted', { means: 'paper' }).shown).toBe(false)
    expect(model.stateOf('encrypted', { class: { secrecy: 3 } }).required).toBe(true)
    expect(model.stateOf('encrypted', { class: { secrecy: 1 } }).required).toBe(false)
    expect(model.stateOf('unit', {}).shown).toBe(true)
  })

  it('count without a value as on the server; a field whose condition the form cannot read is shown and left to the server', () => {
    expect(model.stateOf('encrypted', {})).toEqual({ shown: false, required: true })
    expect(model.stateOf('broken', {})).toEqual({ shown: true, required: false })
    expect(model.check({}).faults).toEqual([])
  })

  it('name what they read: other fields, and what decides about those', () => {
    const chain = [
      field({ id: 'a', type: 'yes-no' }),
      field({ id: 'b', type: 'number', whenSource: 'a == true' }),
      field({ id: 'c', type: 'text', whenSource: 'b > 3.0', requiredSource: 'd != ""' }),
      field({ id: 'd', type: 'text' }),
    ]
    const { reads } = formModel(chain, compileConditions(chain, [], []), [], {})
    expect(chain.map(({ id }) => [...reads(id)])).toEqual([[], ['a'], ['b', 'a', 'd'], []])
  })
})

describe('a form with sections', () => {
  const fields = [field({ id: 'means', type: 'text' })]
  const sections: readonly FormSection[] = ['lock', 'seal'].map((id) => ({
    id,
    title: id,
    pointer: `/safeguards/${id}`,
    fields: [
      field({ id: 'by', type: 'text', title: 'だれ', required: true }),
      field({ id: 'how', type: 'text', whenSource: 'means == "car" && by != ""' }),
    ],
  }))
  const models = {
    main: formModel(fields, new Map(), [], {}),
    sections: sections.map((section) =>
      formModel(section.fields, compileConditions(section.fields, [], [], fields), [], {}),
    ),
  }
  const slots = slotsOf(models, sections)

  it('keeps values of one name apart, and its conditions read the form and their own section', () => {
    const how = slots.find((slot) => slot.name === 'sections.seal.how')
    expect(how?.reads).toEqual(['sections.seal.by', 'main.means'])
    expect(how?.stateOf(['x', 'car']).shown).toBe(true)
    expect(how?.stateOf(['x', 'foot']).shown).toBe(false)
    expect(
      checkForm(
        models,
        sections,
        {
          main: { means: 'foot' },
          sections: { lock: { by: '甲', how: 'hidden' }, seal: { by: '乙' } },
        },
        'ja',
      ),
    ).toEqual({
      sent: { main: { means: 'foot' }, sections: { lock: { by: '甲' }, seal: { by: '乙' } } },
      faults: [],
    })
  })

  it('has faults of its check and of the server at the same places', () => {
    const result = checkForm(models, sections, { main: {}, sections: { lock: { by: '甲' } } }, 'ja')
    expect(result.faults).toEqual([
      { name: 'sections.seal.by', at: '', detail: '「だれ」を入力してください。' },
    ])
    expect(
      placeFaults(
        [
          { at: '/safeguards/seal/by', detail: '「だれ」を入力してください。' },
          { at: '/fields/means/0/x', detail: 'x' },
          { at: '/means', detail: 'y' },
          { at: '/paper/on', detail: 'z' },
        ],
        slots,
      ),
    ).toEqual([
      ...result.faults,
      { name: 'main.means', at: '/0/x', detail: 'x' },
      { name: 'main.means', at: '', detail: 'y' },
    ])
  })
})
