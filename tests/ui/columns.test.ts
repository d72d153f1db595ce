import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitColumns, narrowest } from '#ui/table/gridLayout.ts'

const column = fc.record({
  natural: fc.integer({ min: narrowest, max: 420 }),
  whole: fc.boolean(),
})

test('columns never cut what must be whole, and are wider than the room only where none can give way', () => {
  fc.assert(
    fc.property(
      fc.array(column, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 400, max: 2000 }),
      (columns, room) => {
        const widths = fitColumns(columns, room)
        for (const [at, { natural, whole }] of columns.entries()) {
          expect(widths[at]).toBeGreaterThanOrEqual(whole ? natural : narrowest)
        }
        const atFoot = widths.some((width, at) => !columns[at]!.whole && width === narrowest)
        const sum = widths.reduce((total, width) => total + width, 0)
        if (!atFoot && columns.some(({ whole }) => !whole)) expect(sum).toBeLessThanOrEqual(room)
      },
    ),
  )
})

test('what fits is shown whole, and the room that is left is given out', () => {
  const widths = fitColumns(
    [
      { natural: 200, whole: false },
      { natural: 100, whole: true },
      { natural: 80, whole: false },
    ],
    680,
  )
  expect(widths).toEqual([400, 100, 180])
})

test('where words do not fit the widest columns give way, the name last', () => {
  const widths = fitColumns(
    [
      { natural: 300, whole: false },
      { natural: 300, whole: false },
      { natural: 80, whole: false },
      { natural: 120, whole: true },
    ],
    500,
  )
  expect(widths).toEqual([200, 100, 80, 120])
})

test('a width that a person gave is kept', () => {
  const widths = fitColumns(
    [
      { natural: 300, whole: false },
      { natural: 300, whole: false, given: 240 },
    ],
    500,
  )
  expect(widths).toEqual([260, 240])
})
