import { describe, expect, it } from 'vitest'
import { playCase } from '#kernel/packs/golden/run.ts'
import { minatoWith } from './minatoWorld.ts'

/** What comes out otherwise than the days say. */
async function faultsOf(days: string): Promise<readonly string[]> {
  const pack = await minatoWith(`- x:\n    days:\n${days}`)
  const golden = pack.cases.find(({ kind, file }) => kind === 'days' && file.includes('minato'))
  if (golden === undefined) throw new Error('no case of days')
  return playCase(pack, golden).faults
}

const power = 'checklists/system/items/power'
const restore = 'checklists/system/items/restore'

describe('days of a round', () => {
  it('go from never done over declared and found to late', async () => {
    expect(
      await faultsOf(`
      - { on: 2026-09-01, expect: { mail: { ${power}: set-up, rounds/systems: set-up }, organization: { ${power}: set-up } } }
      - { on: 2026-10-02, expect: { mail: { ${power}: due, rounds/systems: due } } }
      - { on: 2026-10-05, round: systems, of: mail, eachItem: right, expect: { mail: { ${power}: declared, rounds/systems: declared }, records: { ${power}: due }, organization: { ${power}: due } } }
      - { on: 2026-10-06, round: systems, of: records, eachItem: right, answers: { power: no }, expect: { mail: { ${power}: declared }, records: { ${power}: finding, ${restore}: declared }, organization: { ${power}: finding, ${restore}: declared, rounds/systems: declared, 3-1(1): finding, 3-1(2): declared } } }
      - { on: 2027-09-01, expect: { mail: { ${power}: declared } } }
      - { on: 2027-11-01, expect: { mail: { ${power}: late, rounds/systems: late } } }
`),
    ).toEqual([])
  })

  it('make late what was not answered, not its neighbours', async () => {
    expect(
      await faultsOf(`
      - { on: 2026-10-05, round: systems, of: mail, answers: { power: yes }, expect: { mail: { ${power}: declared, ${restore}: due } } }
      - { on: 2026-11-01, expect: { mail: { ${power}: declared, ${restore}: late, rounds/systems: late } } }
`),
    ).toEqual([])
  })

  it('keep what is proved and what does not apply apart', async () => {
    expect(
      await faultsOf(`
      - { on: 2026-10-05, round: systems, of: mail, eachItem: right, proof, waived: [restore], expect: { mail: { ${power}: proved, ${restore}: not-applicable, checklists/system/items/double: not-carried } } }
`),
    ).toHaveLength(1)
    expect(
      await faultsOf(`
      - { on: 2026-10-05, round: systems, of: mail, eachItem: right, proof, waived: [restore], expect: { mail: { ${power}: proved, ${restore}: not-applicable } } }
      - { on: 2026-10-06, round: systems, of: records, eachItem: right, machine, expect: { records: { ${restore}: proved }, organization: { ${restore}: proved } } }
`),
    ).toEqual([])
  })

  it('are not green for what is new', async () => {
    expect(
      await faultsOf(`
      - { on: 2026-10-05, round: systems, of: mail, eachItem: right, expect: {} }
      - { on: 2026-10-06, round: systems, of: records, eachItem: right, expect: { organization: { rounds/systems: declared, ${power}: declared } } }
      - { on: 2026-12-01, given: { entries: { web: { register: systems, unit: welfare, fields: { name: 町のページ } } } }, expect: { organization: { rounds/systems: set-up, ${power}: set-up }, mail: { ${power}: declared }, web: { ${power}: set-up } } }
`),
    ).toEqual([])
  })

  it('open for who comes in and close by reading', async () => {
    expect(
      await faultsOf(`
      - { on: 2026-10-05, round: handbook, of: mori, occasion: edition, expect: { mori: { rounds/handbook: set-up }, organization: { rounds/handbook: set-up } } }
      - { on: 2026-10-20, expect: { mori: { rounds/handbook: due } } }
      - { on: 2026-11-06, expect: { mori: { rounds/handbook: late, 3-2(3): late } } }
      - { on: 2026-11-07, round: handbook, of: mori, read, expect: { mori: { rounds/handbook: declared } } }
`),
    ).toEqual([])
  })

  it('say what could not be done', async () => {
    const faults = await faultsOf(`
      - { on: 2026-09-05, round: systems, of: mail, eachItem: right, expect: { organization: { rounds/systems: set-up } } }
      - { on: 2026-10-05, round: systems, of: mail, by: mori, eachItem: right, expect: { organization: { rounds/systems: due } } }
`)
    expect(faults).toEqual([
      expect.stringContaining('2026-09-05：「mail」'),
      expect.stringContaining('2026-10-05：「mori」'),
    ])
  })
})
