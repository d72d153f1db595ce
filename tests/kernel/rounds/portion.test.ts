import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AskedItem } from '#kernel/packs/checklist.ts'
import { portionOf } from '#kernel/rounds/index.ts'

const itemsOf = (count: number): readonly AskedItem[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `checklists/conduct/items/i${index}`,
    checklist: 'conduct',
    item: {
      id: `i${index}`,
      title: `${index}`,
      type: 'yes-no',
      required: false,
      search: false,
      column: false,
      carries: [],
    },
  }))

const some = fc.record({
  items: fc.integer({ min: 1, max: 40 }),
  years: fc.integer({ min: 1, max: 6 }),
  year: fc.integer({ min: 2000, max: 2100 }),
  subject: fc.string(),
  fill: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('a portion', () => {
  it('asks every item once in any so many years, and never more than its number', () => {
    fc.assert(
      fc.property(some, ({ items, years, year, subject, fill }) => {
        const all = itemsOf(Math.floor(items * years * fill))
        const turns = Array.from({ length: years }, (_, later) =>
          portionOf(all, { items, years }, 'self-check', subject, year + later),
        )
        for (const turn of turns) expect(turn.length).toBeLessThanOrEqual(items)
        const asked = turns.flatMap((turn) => turn.map(({ path }) => path))
        expect(asked.toSorted()).toEqual(all.map(({ path }) => path).toSorted())
      }),
    )
  })

  it('comes out the same when it is drawn again, in the order of the checklist', () => {
    fc.assert(
      fc.property(some, ({ items, years, year, subject }) => {
        const all = itemsOf(items * years)
        const draw = () => portionOf(all, { items, years }, 'self-check', subject, year)
        expect(draw()).toEqual(draw())
        const places = draw().map((one) => all.indexOf(one))
        expect(places).toEqual(places.toSorted((one, other) => one - other))
      }),
    )
  })

  it('does not ask everybody the same in a year', () => {
    const all = itemsOf(60)
    const draws = Array.from({ length: 20 }, (_, person) =>
      portionOf(all, { items: 20, years: 3 }, 'self-check', `${person}`, 2026)
        .map(({ path }) => path)
        .join(),
    )
    expect(new Set(draws).size).toBeGreaterThan(15)
  })
})
