import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  bigramQuery,
  bigrams,
  checkFields,
  fillTemplate,
  formatValue,
  parseCell,
  searchText,
} from '#kernel/fields/index.ts'
import type { FieldType } from '#kernel/fields/index.ts'
import { addDays } from '#kernel/calendar/index.ts'
import { classification, field } from '../support/fields.ts'

const options = [
  { id: 'paper', title: '紙' },
  { id: 'usb', title: 'USBメモリ' },
]
const people = new Map([
  ['p1', '田中 一郎'],
  ['p2', '佐藤 花'],
  ['p3', '佐藤 花'],
])
const persons = (text: string) =>
  [...people]
    .filter(
      ([id, name]) => id === text || name.replaceAll(/\s/g, '') === text.replaceAll(/\s/g, ''),
    )
    .map(([id]) => id)
const cell = (type: FieldType, text: string) =>
  parseCell(field('f', { type, options, unit: '部' }), text, { classification, persons })

describe('cells of a sheet', () => {
  it.each([
    ['date', '令和8年4月1日', '2026-04-01'],
    ['date', 'R8.4.1', '2026-04-01'],
    ['date', '2026/4/1', '2026-04-01'],
    ['yes-no', '○', true],
    ['yes-no', '×', false],
    ['yes-no', '有', true],
    ['yes-no', 'いいえ', false],
    ['choice', 'ＵＳＢメモリ', 'usb'],
    ['choice', 'paper', 'paper'],
    ['choices', '紙、USBメモリ', ['paper', 'usb']],
    ['class', '機密性3・完全性2・可用性1', { confidentiality: 3, integrity: 2, availability: 1 }],
    ['class', '3/2/1', { confidentiality: 3, integrity: 2, availability: 1 }],
    ['person', '田中一郎', 'p1'],
    ['persons', '田中　一郎、p3', ['p1', 'p3']],
    ['number', '１，２００部', 1200],
    ['number', '-3.5', -3.5],
    ['retention', '5年', { years: 5 }],
    ['retention', '200年', { years: 200 }],
    ['retention', '令和8年4月1日から200年間', { years: 200, from: '2026-04-01' }],
    ['retention', '永年', { forever: true }],
    ['retention', '令和10年3月31日まで', { until: '2028-03-31' }],
    ['date-time', '令和8年4月1日 9:30', '2026-04-01T09:30:00+09:00'],
    ['date-time', '2026-04-01T17:00', '2026-04-01T17:00:00+09:00'],
    ['date-time', 'R8.4.1 午後3時', '2026-04-01T15:00:00+09:00'],
    ['date-time', '2026/4/1 9時', '2026-04-01T09:00:00+09:00'],
    ['date-time', '令和8年4月1日19時05分', '2026-04-01T19:05:00+09:00'],
    ['kana', 'ｻｰﾊﾞ', 'サーバ'],
    ['text', ' ①㊞ ', '①㊞'],
    ['text', '', undefined],
    ['number', '　', undefined],
  ] as const)('%s %s is read', (type, text, value) =>
    expect(cell(type, text)).toEqual({ ok: true, value }),
  )
  it.each([
    ['date', '平成31年5月1日', '令和元年5月1日'],
    ['date', '令和8年4月', '日がありません'],
    ['date', 'あした', '読めません'],
    ['yes-no', 'たぶん', '○'],
    ['choice', '石', '「紙」'],
    ['person', '佐藤花', '2件'],
    ['person', '山田', '名簿にない'],
    ['number', '三つ', '読めません'],
    ['class', '重要', '「機密性3・完全性2・可用性2」や「3/2/2」'],
    ['date-time', '令和8年4月1日', '時刻がありません'],
    ['retention', 'しばらく', '5年'],
    ['retention', '201', '「5年」「永年」'],
    ['retention', '201年保存', '「5年」「永年」'],
    ['retention', '令和8年4月1日から201年', '「5年」「永年」'],
    ['number', '9'.repeat(400), '読めません'],
    ['date-time', '2026/4/1 29:00', '時刻はありません'],
    ['date-time', 'きのう 9:00', '読めません'],
    ['choices', '紙、石', '石'],
    ['files', 'a.pdf', '取り込めません'],
  ] as const)('%s %s is refused, saying %s', (type, text, part) => {
    const parsed = cell(type, text)
    expect(parsed.ok ? '' : parsed.detail).toContain(part)
  })
  it('what is exported is imported again as it was', () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 60_000 }).map((n) => ['date', addDays('1900-01-01', n)] as const),
      fc.constantFrom(
        ['date-time', '2026-04-01T09:30:00+09:00'],
        ['yes-no', true],
        ['yes-no', false],
        ['choice', 'usb'],
        ['choices', ['paper', 'usb']],
        ['retention', { years: 7 }],
        ['retention', { forever: true }],
        ['retention', { until: '2030-03-31' }],
        ['person', 'p1'],
        ['persons', ['p1']],
      ) as fc.Arbitrary<readonly [FieldType, unknown]>,
      fc.integer().map((n) => ['number', n] as const),
      fc
        .record({
          confidentiality: fc.integer({ min: 1, max: 3 }),
          integrity: fc.integer({ min: 1, max: 2 }),
          availability: fc.integer({ min: 1, max: 2 }),
        })
        .map((one) => ['class', one] as const),
    )
    fc.assert(
      fc.property(
        value,
        fc.constantFrom('era' as const, 'gregorian' as const, 'iso' as const),
        ([type, kept], dates) => {
          const one = field('f', { type, options })
          const text = formatValue(one, kept, {
            classification,
            dates,
            person: (id) => people.get(id),
          })
          expect(parseCell(one, text, { classification, persons })).toEqual({
            ok: true,
            value: kept,
          })
        },
      ),
      { numRuns: 500 },
    )
  })
  it('no cell makes the reader throw, and what is read passes the check of its type', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<FieldType>(
          'date',
          'date-time',
          'yes-no',
          'choice',
          'choices',
          'class',
          'number',
          'retention',
          'kana',
          'phone',
          'text',
        ),
        fc.string(),
        (type, text) => {
          const one = field('f', { type, options })
          const parsed = parseCell(one, text, { classification })
          if (parsed.ok && !['kana', 'phone', 'text', 'class'].includes(type))
            expect(checkFields([one], { f: parsed.value }, { classification }).faults).toEqual([])
        },
      ),
      { numRuns: 2000, examples: [['retention', '201']] },
    )
  })
})

describe('texts', () => {
  it('sentences of a pack are filled', () => {
    const fields = [field('to'), field('medium', { type: 'choice', options })]
    expect(
      fillTemplate(
        '「{about}」を{medium}で{to}へ{none}',
        fields,
        { to: '県庁', medium: 'usb' },
        {},
        { about: '名簿' },
      ),
    ).toBe('「名簿」をUSBメモリで県庁へ')
  })
  it('search text has the fields that are searched', () => {
    expect(
      searchText([field('a', { search: true }), field('b'), field('k', { type: 'kana' })], {
        a: '名簿',
        b: '秘密',
        k: 'めいぼ',
      }),
    ).toBe('名簿\nめいぼ')
  })
})

/**
 * What PostgreSQL does with the two texts, on a small scale: lexemes with positions, phrases of
 * neighbours, prefixes.
 */
function matches(vector: string, query: string): boolean {
  const lexeme = String.raw`'((?:[^'\\]|''|\\\\)*)'`
  const places = new Map(
    [...vector.matchAll(new RegExp(`${lexeme}:([\\d,]+)`, 'g'))].map((found) => [
      found[1] ?? '',
      (found[2] ?? '').split(',').map(Number),
    ]),
  )
  return query.split(' & ').every((part) => {
    if (part.endsWith(':*'))
      return [...places.keys()].some((one) => one.startsWith(part.slice(1, -3)))
    const pairs = [...part.matchAll(new RegExp(lexeme, 'g'))].map((found) => found[1] ?? '')
    return (places.get(pairs[0] ?? '') ?? []).some((start) =>
      pairs.every((pair, index) => places.get(pair)?.includes(start + index)),
    )
  })
}

describe('search by letter pairs', () => {
  it('writes pairs with places, and phrases', () => {
    expect(bigrams('住民票')).toBe("'住民':1 '民票':2 '票':3")
    expect(bigramQuery('住民票')).toBe("('住民' <-> '民票')")
    expect(bigramQuery('住民')).toBe("'住民'")
    expect(bigramQuery('票')).toBe("'票':*")
    expect(bigramQuery(' 　')).toBe('')
    expect(bigrams("a'b\\")).toBe(String.raw`'a''':1 '''b':2 'b\\':3 '\\':4`)
  })
  it.each([
    ['要支援者名簿', '支援', true],
    ['要支援者名簿', '支者', false],
    ['サーバ室', 'さーば', true],
    ['ＵＳＢメモリ', 'usb', true],
    ['山田　太郎', '山田太郎', true],
    ['山田太郎', '山田 太郎', true],
    ['持出R8-0012', 'R8−0012', true],
    ['税 務', '税務', true],
    ['foo bar', 'oba', false],
    ['住民\n民票', '住民票', false],
    ['票', '票', true],
    ['住民票', '票', true],
    ['住民票', '民', true],
    ['𠮷野家', '𠮷野', true],
  ] as const)('%s / %s', (text, query, found) =>
    expect(matches(bigrams(text), bigramQuery(query))).toBe(found),
  )
  it('every part of a word is found in it', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[あ-んa-z税務住民票']{1,12}$/),
        fc.nat(11),
        fc.integer({ min: 1, max: 12 }),
        (text, start, length) => {
          const part = text.slice(start % text.length, (start % text.length) + length)
          expect(matches(bigrams(`前\n${text}`), bigramQuery(part))).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
