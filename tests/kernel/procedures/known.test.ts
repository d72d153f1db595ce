import { beforeAll, describe, expect, test } from 'vitest'
import { playCase } from '#kernel/packs/golden/play.ts'
import type { PlayCase } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { beginStates } from '#kernel/procedures/index.ts'
import { manualStates } from '#kernel/packs/states.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'

let company: Pack
let city: Pack
beforeAll(async () => {
  company = (await bundledPacks.edition('ipa-sme')).pack
  city = (await bundledPacks.edition('yonezawa')).pack
})

/** A visit to the office, which the register calls an area of level 2, told at the first step. */
function visit(fields: Readonly<Record<string, unknown>>) {
  const told = company.cases.find(
    (golden): golden is PlayCase =>
      golden.kind === 'play' && golden.procedure === 'visit' && golden.fields['area'] === 'office',
  )!
  const { zone: _zone, ...others } = told.fields
  return playCase(company, {
    ...told,
    fields: { ...others, ...fields },
    acts: told.acts.slice(0, 1),
    expect: {},
  })
}

describe('what a line says of a field', () => {
  test('is filled in without being asked', () => {
    expect(visit({}).state?.fields['zone']).toBe('2')
  })

  test('may be said again, and not otherwise', () => {
    expect(visit({ zone: '2' }).outcome.faults).toEqual([])
    expect(visit({ zone: '1' }).outcome.faults.join()).toContain('「領域のレベル」は台帳の')
  })
})

test('what is out is not offered to be taken out again, and what was missed can be found again', () => {
  const take = city.procedures.get('take-out-device')!
  expect(beginStates(take, city.registers)).toEqual(['使用中'])
  expect(manualStates(city.registers.get('devices')!, '所在確認中')).toContain('使用中')
})
