import { beforeAll, describe, expect, it } from 'vitest'
import { provisionCoverage } from '#kernel/packs/coverage.ts'
import { provePack } from '#kernel/packs/prove/prove.ts'
import { playCase } from '#kernel/packs/golden/run.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { readPackTexts } from '#platform/packs/folder.ts'
import { fixturePacks, hinataTexts, loadFixture, showFault } from './support.ts'

const world = `
units:
  hall: { title: 町役場 }
  affairs: { title: 総務課, parent: hall }
  welfare: { title: 福祉課, parent: hall }
posts:
  vice: { title: 副町長, unit: hall, key: vice-mayor, leads: head }
  affairs-head: { title: 総務課長, unit: affairs, key: general-affairs-head, leads: head }
  welfare-head: { title: 福祉課長, unit: welfare, leads: head }
persons:
  tanaka: { name: 田中 一郎, unit: hall, posts: vice, employment: 正規 }
  kimura: { name: 木村 渚, unit: affairs, posts: affairs-head, employment: 正規 }
  sato: { name: 佐藤 花, unit: welfare, posts: welfare-head, employment: 正規 }
  mori: { name: 森 空, unit: welfare, employment: 会計年度任用 }
assignments:
  - { role: system-manager, system: records, person: kimura }
  - { role: system-manager, system: mail, person: sato }
entries:
  records: { register: systems, unit: affairs, fields: { name: 住民記録 } }
  mail: { register: systems, unit: affairs, fields: { name: メール } }
`

let texts: Map<string, string>
beforeAll(async () => {
  texts = new Map([...(await hinataTexts()), ...(await readPackTexts(fixturePacks, 'minato'))])
  texts.set('minato/cases/organization.yaml', world)
})

/** The fixture with these cases; throws its faults. */
function withCases(cases: string, more: Readonly<Record<string, string>> = {}): Pack {
  const all = new Map([...texts, ...Object.entries(more)]).set('minato/cases/rounds.yaml', cases)
  const { edition, faults } = loadFixture('minato', all)
  if (edition === undefined || faults.length > 0) throw new Error(faults.map(showFault).join('\n'))
  return edition.pack
}

/** What came out otherwise in each of the cases of a round. */
function played(cases: string): readonly (readonly string[])[] {
  const pack = withCases(cases)
  return pack.cases
    .filter(({ kind }) => kind === 'round')
    .map((golden) => playCase(pack, golden).faults)
}

describe('a case of a round', () => {
  it('shows who has it to do, by when, and what is asked', () => {
    expect(
      played(`
- x: { round: systems, of: mail, on: 2026-10-05, expect: { actors: [sato], due: 2026-10-31, next: 2027-10-01, lacks: double, items: [power, restore, door], count: 3 } }
- y: { round: systems, of: records, expect: { items: [power, double, restore, door] } }
- z: { round: systems, of: mail, on: 2026-11-05, expect: { asked: false } }
- w: { round: systems, of: mail, on: 2026-10-05, expect: { late: 2026-11-14, reminded: kimura } }
- v: { round: systems, of: mail, on: 2026-10-05, expect: { late: 2026-11-13, reminded: [] } }
`),
    ).toEqual([[], [], [], [], []])
  })
  it('e', () => {
    expect(
      played(`
- x: { round: systems, of: mail, eachItem: wrong, expect: { mend: sato, mendBy: 2027-01-01, verify: kimura, closed: true }, proves: items of system }
- y: { round: self-check, by: mori, eachItem: wrong, expect: { mend: mori }, proves: items of conduct }
- z: { round: systems, of: mail, answers: { power: no, restore: 9.0 }, expect: { findings: power, closed: false }, proves: 3-1(1) }
- w: { round: handbook, by: mori, on: 2026-10-05, occasion: new, read: true, expect: { closed: true, due: 2026-11-05 } }
- v: { round: systems, of: mail, eachItem: wrong, wrong: { restore: 3.0 }, expect: {}, proves: items of system }
`),
    ).toEqual([[], [], [], [], []])
  })
})

it('p', () => {
  const pack = withCases(
    `
- x: { round: systems, of: mail, eachItem: wrong, expect: { mend: sato, mendBy: 2027-01-01, verify: kimura, closed: true }, proves: items of system }
- x2: { round: systems, of: records, eachItem: wrong, expect: { }, proves: items of system }
- x3: { round: systems, of: mail, expect: { lacks: double, actors: sato, due: 2026-10-31, next: 2027-10-01 }, proves: [3-1(2), 3-1(3)] }
- x4: { round: systems, of: mail, expect: { late: 2026-11-15, reminded: kimura }, proves: 3-1(3) }
- y: { round: self-check, by: mori, eachItem: wrong, expect: { mend: mori, actors: mori, due: 2027-01-31, next: 2028-01-01 }, proves: [items of conduct, 3-2(3)] }
- w: { round: handbook, by: mori, on: 2026-10-05, occasion: new, read: true, expect: { closed: true, actors: mori, due: 2026-11-05 }, proves: 3-2(3) }
- w: { round: handbook, by: mori, on: 2026-10-05, occasion: edition, expect: { closed: false, due: 2026-11-05 }, proves: 3-2(3) }
- c: { edition: choices/byod, expect: { says: [許しを得て] }, proves: 3-2(4) }
`.replace(
      '- w: { round: handbook, by: mori, on: 2026-10-05, occasion: edition',
      '- w2: { round: handbook, by: mori, on: 2026-10-05, occasion: edition',
    ),
  )
  const cs = pack.cases.filter(({ kind }) => kind === 'round' || kind === 'edition')
  console.log(
    JSON.stringify(
      provePack({ ...pack, cases: cs }).unproved.filter((u) => u.ref.startsWith('3-')),
      null,
      1,
    ),
    provePack({ ...pack, cases: cs }).claims,
  )
  console.log(
    provisionCoverage(pack)
      .filter(({ provision }) => provision.ref.startsWith('3-'))
      .map((c) => [c.provision.ref, c.carriage, c.needs, c.has, c.why]),
  )
})
