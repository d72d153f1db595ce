import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { carriersOf } from '#kernel/packs/carriers.ts'
import type { MechanismKind } from '#kernel/packs/carriers.ts'
import { runGoldenCases } from '#kernel/packs/golden/run.ts'
import { packIds, bundledPacksFolder } from '#platform/packs/folder.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { root } from '../house/sources.ts'

/** What proves that a kind of mechanism runs: the golden cases of its pack, or the tests of what computes with it. */
const proof: Readonly<Record<MechanismKind, 'golden' | string>> = {
  rule: 'golden',
  procedure: 'golden',
  step: 'golden',
  confirmation: 'golden',
  signing: 'tests/kernel/procedures',
  role: 'tests/kernel/organization',
  power: 'tests/kernel/organization',
  task: 'tests/organization',
  also: 'tests/organization',
  apart: 'tests/organization',
  classification: 'tests/kernel/classes',
  axis: 'tests/kernel/classes',
  level: 'tests/kernel/classes',
  kind: 'tests/registers',
  ground: 'tests/registers',
  mixture: 'tests/kernel/classes',
  copy: 'tests/registers',
  safeguard: 'tests/packs/decide.test.ts',
  register: 'tests/registers',
  stocktake: 'tests/registers',
  retention: 'tests/registers',
  warning: 'tests/registers',
  count: 'tests/registers',
  reach: 'tests/registers',
  diagram: 'tests/registers',
  field: 'tests/kernel/fields',
  checklist: 'golden',
  document: 'golden',
  section: 'golden',
  item: 'golden',
  round: 'golden',
  choice: 'tests/packs/rounds.test.ts',
  accounts: 'tests/accounts',
  contacts: 'tests/organization',
  grants: 'tests/access',
}

const packs = await Promise.all(
  (await packIds(bundledPacksFolder)).map(async (id) => (await bundledPacks.edition(id)).pack),
)

describe.each(packs.map((pack) => [pack.id, pack] as const))('the pack %s', (_id, pack) => {
  const carriers = carriersOf(pack)
  const listed = new Set(pack.provisions.map((one) => one.ref))

  test('cites no provision that it does not list', () => {
    expect(
      carriers.flatMap((carrier) =>
        carrier.carries.filter((ref) => !listed.has(ref)).map((ref) => `${carrier.path}: ${ref}`),
      ),
    ).toEqual([])
  })

  test('has a provision behind every handling rule and every procedure', () => {
    const own = pack.provisions.length > 0
    expect(
      pack.handling.rules.filter((rule) => own && rule.carries.length === 0).map((rule) => rule.id),
    ).toEqual([])
    expect(
      [...pack.procedures.values()]
        .filter(
          (one) =>
            own &&
            one.carries.length === 0 &&
            [...one.steps.values()].every((step) => step.carries.length === 0),
        )
        .map((one) => one.id),
    ).toEqual([])
  })

  test('has a golden case for every rule and every branch, so that each provision carried by one is proved', () => {
    const { results, uncovered: untouched } = runGoldenCases(pack)
    expect(results.filter((one) => one.faults.length > 0)).toEqual([])
    expect(untouched).toEqual({ rules: [], branches: [] })
  })
})

test('every kind of mechanism that carries a provision is proved by golden cases or by tests that are there', () => {
  const kinds = new Set(packs.flatMap((pack) => carriersOf(pack).map((carrier) => carrier.kind)))
  expect(kinds.size).toBeGreaterThan(10)
  expect(
    [...kinds].filter((kind) => proof[kind] !== 'golden' && !existsSync(join(root, proof[kind]))),
  ).toEqual([])
})
