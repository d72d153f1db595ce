import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UnitRow } from '#features/organization/contract/units.ts'
import { boxHeight, chartOf, fitting } from '#features/organization/web/chart.ts'

const anyUnits = fc
  .array(
    fc.record({
      under: fc.nat(),
      title: fc.string({ minLength: 1, maxLength: 40 }),
      ended: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((drawn) =>
    drawn.map(({ under, title, ended }, index): UnitRow => ({
      id: `u${index}`,
      title,
      kana: '',
      parent: index === 0 ? null : under % (index + 1) === index ? null : `u${under % index}`,
      position: index,
      version: 1,
      endedOn: ended && index > 0 ? '2026-03-31' : null,
      ended: ended && index > 0,
      mayLook: false,
      people: index,
      head: null,
    })),
  )

test('every unit that has not ended is once in the chart, no two boxes overlap, and all are within it', () => {
  fc.assert(
    fc.property(anyUnits, (units) => {
      const { boxes, width, height } = chartOf(units)
      expect(boxes.map((box) => box.unit.id).toSorted()).toEqual(
        units
          .filter((unit) => !unit.ended)
          .map((unit) => unit.id)
          .toSorted(),
      )
      for (const [index, one] of boxes.entries()) {
        expect(
          one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + boxHeight <= height,
        ).toBe(true)
        for (const other of boxes.slice(index + 1)) {
          const apart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + boxHeight <= other.y ||
            other.y + boxHeight <= one.y
          expect(apart).toBe(true)
        }
      }
    }),
  )
})

test('a unit is to the right of its parent and in the middle of its children', () => {
  fc.assert(
    fc.property(anyUnits, (units) => {
      const { boxes } = chartOf(units)
      for (const box of boxes) {
        if (box.parent) expect(box.x).toBeGreaterThan(box.parent.x + box.parent.width)
        const under = boxes.filter((other) => other.parent === box).map((other) => other.y)
        if (under.length > 0) expect(box.y).toBe((Math.min(...under) + Math.max(...under)) / 2)
      }
    }),
  )
})

test('a title that does not fit is cut with a sign that it was', () => {
  expect(fitting('総務課', 168, 'title')).toBe('総務課')
  expect(fitting('とても長い名前のついている所属のひとつ', 168, 'title', 44)).toMatch(
    /^とても長い.*…$/,
  )
})
