import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldToJson } from '#kernel/fields/json.ts'
import { checkValue, isEmpty } from '#ui/form/check.ts'
import { conditionsOf } from '#ui/form/conditions.ts'
import { normaliseText, readNumberText, readTime } from '#ui/form/normalise.ts'
import type { FormAxis, FormField } from '#ui/form/types.ts'

const field = (more: Partial<FormField> & Pick<FormField, 'id' | 'type'>): FormField => ({
  title: more.id,
  required: false,
  ...more,
})
const code = (
  one: FormField,
  value: unknown,
  values = {},
  all: readonly FormField[] = [],
): string | undefined => checkValue(one, value, one.required, values, all)?.code

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
    expect(['１２，３４５', '-3', '2.5', '', '三'].map(readNumberText)).toEqual([
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
        readTime,
      ),
    ).toEqual(['15:00', '15:00', '15:00', '15:30', '09:30', '00:05', null, null, null])
  })
})

describe('a quick look before sending', () => {
  it('nothing, blanks and empty lists are missing where something is asked, and fine where not', () => {
    for (const value of [undefined, null, '', [], {}]) {
      expect(isEmpty(value)).toBe(true)
      expect(code(field({ id: 'a', type: 'text', required: true }), value)).toBe('missing')
      expect(code(field({ id: 'a', type: 'text' }), value)).toBeUndefined()
    }
    expect(isEmpty(false)).toBe(false)
    expect(isEmpty(0)).toBe(false)
  })

  it('each kind of value says what is wrong with it', () => {
    expect(code(field({ id: 'n', type: 'number' }), '三')).toBe('no-number')
    expect(code(field({ id: 'n', type: 'number', min: 1 }), 0)).toBe('too-small')
    expect(code(field({ id: 'n', type: 'number', max: 9 }), 10)).toBe('too-large')
    expect(code(field({ id: 't', type: 'text', max: 2 }), '𠮷野家')).toBe('too-long')
    expect(code(field({ id: 't', type: 'text', max: 3 }), '𠮷野家')).toBeUndefined()
    expect(code(field({ id: 'd', type: 'date' }), 'H31.5.1')).toBe('no-date')
    expect(code(field({ id: 'd', type: 'date-time' }), '2026-11-21')).toBe('no-time')
    expect(code(field({ id: 'e', type: 'email' }), 'name')).toBe('no-email')
    expect(code(field({ id: 'p', type: 'phone' }), '内線')).toBe('no-phone')
  })

  it('a day before the one it must follow is pointed out, the same day is not', () => {
    const leaves = field({ id: 'leaves', type: 'date-time' })
    const returns = field({ id: 'returns', type: 'date', after: 'leaves' })
    const values = { leaves: '2026-11-21T15:00:00+09:00' }
    expect(code(returns, '2026-11-20', values, [leaves, returns])).toBe('before')
    expect(code(returns, '2026-11-21', values, [leaves, returns])).toBeUndefined()
  })
})

describe('a field of a pack', () => {
  it('becomes a field of a form by its JSON form', () => {
    const sent: FormField = fieldToJson({
      id: 'reason',
      title: '理由',
      type: 'text',
      required: { source: 'n > 0', evaluate: () => true },
      when: { source: 'n > 1', evaluate: () => true },
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
  const conditions = conditionsOf(fields, axes, { applicant: { outside: true } })
  const at = (id: string): FormField =>
    fields.find((each) => each.id === id) ?? field({ id, type: 'text' })

  it('follow the values, the class and what the page knows', () => {
    expect(conditions.shown(at('encrypted'), { means: 'usb' })).toBe(true)
    expect(conditions.shown(at('encrypted'), { means: 'paper' })).toBe(false)
    expect(conditions.required(at('encrypted'), { class: { secrecy: 3 } })).toBe(true)
    expect(conditions.required(at('encrypted'), { class: { secrecy: 1 } })).toBe(false)
    expect(conditions.shown(at('unit'), {})).toBe(true)
  })

  it('count without a value as on the server, and one that cannot be read shows its field', () => {
    expect(conditions.shown(at('encrypted'), {})).toBe(false)
    expect(conditions.required(at('encrypted'), {})).toBe(true)
    expect(conditions.shown(at('broken'), {})).toBe(true)
  })
})
