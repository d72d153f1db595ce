import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFields } from '#kernel/fields/index.ts'
import { hasMyNumber } from '#kernel/fields/myNumber.ts'
import { field } from '../support/fields.ts'

/**
 * Eleven digits with the digit that checks them, reckoned another way than the program does: the
 * sum of all twelve, weighed, is divided by eleven.
 */
function checked(eleven: string): string {
  const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(eleven[index]), 0)
  const digit = [...Array(10).keys()].find((one) => (sum + one) % 11 === 0)
  return eleven + String(digit ?? 0)
}
const eleven = fc.stringMatching(/^\d{11}$/)
const shapes = [
  (n: string) => n,
  (n: string) => `${n.slice(0, 4)}-${n.slice(4, 8)}-${n.slice(8)}`,
  (n: string) => `${n.slice(0, 4)}　${n.slice(4, 8)}　${n.slice(8)}`,
  (n: string) => n.replaceAll(/\d/g, (d) => String.fromCodePoint(d.codePointAt(0)! + 0xfee0)),
  (n: string) => `${n.slice(0, 4)}ー${n.slice(4, 8)}ー${n.slice(8)}`,
]

describe('an individual number in a text', () => {
  it('is found in every way of writing it, wherever it stands', () => {
    fc.assert(
      fc.property(
        eleven,
        fc.constantFrom(...shapes),
        fc.constantFrom('', '番号は', '氏名：山田\n'),
        fc.constantFrom('', 'です', '、ほか'),
        (digits, shape, before, after) => {
          expect(hasMyNumber(before + shape(checked(digits)) + after)).toBe(true)
        },
      ),
    )
  })

  it('is none with another last digit, nor with a digit more before or behind', () => {
    fc.assert(
      fc.property(
        eleven,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        (digits, off, more) => {
          const right = checked(digits)
          expect(hasMyNumber(digits + String((Number(right[11]) + off) % 10))).toBe(false)
          expect([hasMyNumber(`${more}${right}`), hasMyNumber(`${right}${more}`)]).toEqual([
            false,
            false,
          ])
        },
      ),
    )
  })

  it.each([
    ['123456789018', true],
    ['123456789012', false],
    ['090-1234-5678', false],
    ['0261-00-0000', false],
    ['2026-11-21 09:00', false],
  ])('%s: %s', (text, found) => {
    expect(hasMyNumber(text)).toBe(found)
  })
})

describe('a register that may not hold one', () => {
  const columns = [field('note', { title: 'メモ', noMyNumber: true })]
  const fields = [
    field('what', { title: '中身', type: 'long-text', noMyNumber: true }),
    field('free', { title: '自由' }),
    field('rows', { title: '表', type: 'rows', columns, noMyNumber: true }),
  ]
  it('refuses it in a field and in a table of a field, with the place, and nowhere else', () => {
    const { faults } = checkFields(fields, {
      what: '番号は 1234-5678-9018',
      free: '123456789018',
      rows: [{ note: '123456789018' }],
    })
    expect(faults.map((fault) => fault.at)).toEqual(['/what', '/rows/0/note'])
    expect(faults[0]?.detail.ja).toContain('「中身」に個人番号')
  })
})
