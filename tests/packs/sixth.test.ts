import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coverageOf } from '#kernel/packs/coverage.ts'
import { runGoldenCases } from '#kernel/packs/golden/run.ts'
import { provePack } from '#kernel/packs/prove/prove.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { showFault } from './support.ts'
import { writeTown } from './sixth/town.ts'
import type { Town } from './sixth/town.ts'

let town: Town
let pack: Pack
beforeAll(async () => {
  town = writeTown()
  const { edition, faults } = await new PackLibrary(town.folder).load(town.id)
  if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
  pack = edition.pack
})
afterAll(() => town.remove())

describe('the pack of one town more', () => {
  it('has thirty provisions, and at most 250 lines beside them', () => {
    expect(pack.provisions).toHaveLength(30)
    expect(town.lines).toBeLessThanOrEqual(250)
  })

  it('has roles, classes and approvers of its own', () => {
    expect([...pack.roles.keys()]).toEqual([
      'guardian',
      'coordinator',
      'steward',
      'keeper',
      'gathering',
    ])
    expect(pack.classification?.axes.map(({ levels }) => levels.length)).toEqual([2])
    const approvers = ['approve', 'approve-usb'].map(
      (step) => pack.procedures.get('take-out')?.steps.get(step)?.by[0],
    )
    expect(approvers).toMatchObject([{ role: 'steward' }, { role: 'coordinator' }])
    expect(pack.procedures.get('incident-report')?.steps.get('hear')?.within).toMatchObject({
      count: 2,
    })
  })

  it('has procedures and registers that are all taken', async () => {
    const texts = await new PackLibrary(town.folder).texts(town.id)
    const own = [...texts.keys()].filter((path) => path.startsWith(`${town.id}/`))
    expect(own.filter((path) => /\/(?:procedures|registers)\//.test(path))).toEqual([])
    expect([pack.procedures.size, pack.registers.size]).toEqual([4, 2])
  })

  it('carries every provision as strongly as it needs', () => {
    const { weak, uncarried } = coverageOf(pack)
    expect([weak, uncarried]).toEqual([[], []])
  })

  it('plays its cases as they say, and they prove every provision', () => {
    expect(runGoldenCases(pack).results.filter(({ faults }) => faults.length > 0)).toEqual([])
    const { proved, unproved, claims } = provePack(pack)
    expect([proved.length, unproved, claims]).toEqual([30, [], []])
  })
})
