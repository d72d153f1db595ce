import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastAnswers, unitsShown } from '#kernel/rounds/smallGroups.ts'
import type { AnsweringUnit } from '#kernel/rounds/smallGroups.ts'

const unit = (id: string, parent: string | null, answers: number): AnsweringUnit => ({
  id,
  parent,
  answers,
})

test.each([
  ['units of five and more are shown', [unit('a', null, 5), unit('b', null, 9)], ['a', 'b']],
  [
    'a unit of four is not, and with it the next smallest',
    [unit('a', null, 4), unit('b', null, 6), unit('c', null, 9)],
    ['c'],
  ],
  [
    'two small units that are five together hide nobody else',
    [unit('a', null, 2), unit('b', null, 3), unit('c', null, 9)],
    ['c'],
  ],
  [
    'where nobody answered, nothing has to be hidden',
    [unit('a', null, 0), unit('b', null, 6)],
    ['b'],
  ],
  ['fewer than five in all show nothing', [unit('a', null, 2), unit('b', null, 2)], []],
  [
    'what a unit has itself counts as one of those below it',
    [unit('a', null, 2), unit('b', 'a', 6), unit('c', 'a', 7)],
    ['a', 'c'],
  ],
  [
    'what stands below a unit that is left out is left out',
    [unit('a', null, 3), unit('b', null, 0), unit('b1', 'b', 5), unit('c', null, 9)],
    ['c'],
  ],
])('%s', (_says, units, expected) => {
  expect([...unitsShown(units)].toSorted()).toEqual(expected)
})

/** Whether a vector is a sum of multiples of others. */
function isInSpan(vectors: readonly (readonly number[])[], wanted: readonly number[]): boolean {
  const rankOf = (rows: readonly (readonly number[])[]): number => {
    const left = rows.map((row) => [...row])
    let rank = 0
    for (let column = 0; column < wanted.length; column += 1) {
      const pivot = left.findIndex((row, index) => index >= rank && Math.abs(row[column]!) > 1e-9)
      if (pivot < 0) continue
      const [row] = left.splice(pivot, 1)
      left.splice(rank, 0, row!)
      for (const other of left.slice(rank + 1)) {
        const factor = other[column]! / row![column]!
        for (let at = 0; at < wanted.length; at += 1) other[at]! -= factor * row![at]!
      }
      rank += 1
    }
    return rank
  }
  return rankOf(vectors) === rankOf([...vectors, wanted])
}

test('no group of fewer than five can be worked out from all that is shown, whatever the units', () => {
  const trees = fc
    .array(fc.record({ answers: fc.integer({ min: 0, max: 8 }), up: fc.nat() }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((rows) =>
      rows.map(({ answers, up }, index) =>
        unit(String(index), index === 0 || up % 3 === 0 ? null : String(up % index), answers),
      ),
    )
  fc.assert(
    fc.property(trees, (units) => {
      const shown = unitsShown(units)
      const parentOf = new Map(units.map(({ id, parent }) => [id, parent]))
      const isWithin = (id: string | null, above: string): boolean =>
        id !== null && (id === above || isWithin(parentOf.get(id) ?? null, above))
      const atoms = units.filter(({ answers }) => answers > 0)
      const total = atoms.reduce((sum, { answers }) => sum + answers, 0)
      const sums = [
        ...(total >= leastAnswers ? [atoms.map(() => 1)] : []),
        ...[...shown].map((id) => atoms.map((atom) => (isWithin(atom.id, id) ? 1 : 0))),
      ]
      for (let mask = 1; mask < 1 << atoms.length; mask += 1) {
        const group = atoms.map((_atom, index) => (mask >> index) & 1)
        const size = atoms.reduce((sum, { answers }, index) => sum + answers * group[index]!, 0)
        if (size < leastAnswers) expect(isInSpan(sums, group)).toBe(false)
      }
    }),
  )
})
