import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { movesFrom, findPaths, findUnreachable } from '#kernel/procedures/index.ts'
import { destinationOf, follow } from '../support/paths.ts'
import {
  anyProcedure,
  applicant,
  decision,
  disposal,
  officer,
  procedure,
  step,
  takeOut,
  way,
  world,
} from '../support/procedures.ts'

const branches = (one: Procedure): string[] =>
  [...one.steps.keys()].flatMap((id) => movesFrom(one, id).map(([move]) => JSON.stringify(move)))
const expectEveryPathWalks = (one: Procedure, context = world()): number => {
  const all = findPaths(one)
  expect(all.map((path) => [path.moves, follow(one, path, context)])).toEqual(
    all.map((path) => [path.moves, destinationOf(one, path)]),
  )
  return all.length
}

describe('paths', () => {
  it('of the fixtures can all be walked to where the graph says', () => {
    expect(expectEveryPathWalks(takeOut)).toBe(7)
    expect(expectEveryPathWalks(disposal)).toBe(2)
  })
  it('have every branch of every reachable step on at least one of them', () => {
    fc.assert(
      fc.property(anyProcedure, (one) => {
        const lost = new Set(findUnreachable(one).steps)
        const walked = new Set(
          findPaths(one).flatMap((path) => path.moves.map((move) => JSON.stringify(move))),
        )
        expect(
          branches(one).filter(
            (move) => !walked.has(move) && !lost.has((JSON.parse(move) as { step: string }).step),
          ),
        ).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
  it('of random procedures end, and none visits a step twice', () => {
    fc.assert(
      fc.property(anyProcedure, (one) => {
        for (const path of findPaths(one)) {
          const visited = path.moves.map((move) => move.step)
          expect(new Set(visited).size).toBe(visited.length)
          expect(path.back).toBe('step' in path.to)
        }
      }),
      { numRuns: 300 },
    )
  })
  it('leave out what no way leads to', () => {
    const island = procedure('island', [
      step('a', [applicant], [decision('go', [way('end done')])]),
      step('b', [officer], [decision('go', [way('end other')])]),
    ])
    expect(findUnreachable(island)).toEqual({ steps: ['b'], ends: ['other'] })
  })
})
