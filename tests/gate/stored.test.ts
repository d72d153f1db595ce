import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { ProblemError } from '#kernel/problems/index.ts'
import { stored, storedOr } from '#platform/gate/stored.ts'

const Shape = Type.Object({ lines: Type.Array(Type.Object({ row: Type.Integer() })) })
const good = { lines: [{ row: 1, more: 'kept' }], later: true }

test('what has the shape is handed on as it is, with what is not named', () => {
  expect(stored(Shape, good, '一覧')).toBe(good)
  expect(storedOr(Shape, good)).toBe(good)
})

test.each([
  [{ lines: [{ row: 1 }, { row: 'x' }] }, '/lines/1/row'],
  [{ lines: 1 }, '/lines'],
  [{}, '/'],
  [null, '/'],
  [undefined, '/'],
])('%j is refused with what it was to be and the place, or left out', (value, place) => {
  expect(storedOr(Shape, value)).toBeUndefined()
  const error = (() => {
    try {
      return stored(Shape, value, '令和8年の一覧')
    } catch (thrown) {
      return thrown
    }
  })()
  if (!(error instanceof ProblemError)) throw error
  expect(error.problem).toMatchObject({
    code: 'stored-unreadable',
    params: { what: '令和8年の一覧', place },
  })
})
