import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  checkClass,
  classLabel,
  compareClasses,
  highestClass,
  inheritClass,
  parseClass,
} from '#kernel/classes/index.ts'
import { classification, named } from '../support/fields.ts'

const anyClass = fc.record({
  confidentiality: fc.integer({ min: 1, max: 3 }),
  integrity: fc.integer({ min: 1, max: 2 }),
  availability: fc.integer({ min: 1, max: 2 }),
})

describe('classes', () => {
  it('a mixture has the highest level on each axis', () => {
    expect(
      highestClass([{ confidentiality: 1, integrity: 2 }, { confidentiality: 3 }, undefined]),
    ).toEqual({ confidentiality: 3, integrity: 2 })
    fc.assert(
      fc.property(anyClass, anyClass, anyClass, (a, b, c) => {
        expect(highestClass([a, highestClass([b, c])])).toEqual(
          highestClass([highestClass([a, b]), c]),
        )
        expect(['same', 'raised']).toContain(compareClasses(a, highestClass([a, b])))
      }),
    )
  })
  it('a copy is never lower than its original', () => {
    expect(inheritClass({ confidentiality: 3 }, { confidentiality: 1 })).toEqual({
      confidentiality: 3,
    })
    expect(inheritClass({ confidentiality: 1 }, { confidentiality: 2 })).toEqual({
      confidentiality: 2,
    })
  })
  it('a change has a direction', () => {
    expect(compareClasses({ a: 1, b: 2 }, { a: 2, b: 2 })).toBe('raised')
    expect(compareClasses({ a: 1, b: 2 }, { a: 1, b: 1 })).toBe('lowered')
    expect(compareClasses({ a: 1, b: 2 }, { a: 2, b: 1 })).toBe('mixed')
    expect(compareClasses({ a: 1 }, { a: 1 })).toBe('same')
    expect(compareClasses({}, { a: 1 })).toBe('raised')
  })
  it('faults name the axis', () => {
    expect(
      checkClass({ confidentiality: 4, integrity: 1, other: 1 }, classification).map(
        (one) => one.axis,
      ),
    ).toEqual(['confidentiality', 'availability', 'other'])
    expect(checkClass({ confidentiality: 3 }, classification, true)).toEqual([])
    expect(checkClass('3', classification)).toHaveLength(1)
  })
  it.each([
    '機密性3・完全性1・可用性2',
    '機密性３、完全性１、可用性２',
    '3/1/2',
    '3-1-2',
    '３・１・２',
    '機密性:3 完全性:1 可用性:2',
    '可用性2 機密性3 完全性1',
    '3,1,2',
  ])('%s is read', (text) => {
    expect(parseClass(text, classification)).toEqual({
      confidentiality: 3,
      integrity: 1,
      availability: 2,
    })
  })
  it.each(['', '4/1/2', '機密性9', '3/1', '重要', '機密性3 その他'])('%s is not read', (text) =>
    expect(parseClass(text, classification)).toBeNull(),
  )
  it('an axis alone, and levels with names', () => {
    expect(parseClass('機密性2', classification)).toEqual({ confidentiality: 2 })
    expect(['極秘', '3', '秘密区分1'].map((text) => parseClass(text, named))).toEqual([
      { secrecy: 3 },
      { secrecy: 3 },
      { secrecy: 1 },
    ])
  })
  it('every label is read back', () => {
    fc.assert(
      fc.property(anyClass, (value) => {
        expect(parseClass(classLabel(value, classification), classification)).toEqual(value)
      }),
    )
  })
})
