import { describe, expect, it } from 'vitest'
import { playCase } from '#kernel/packs/golden/run.ts'
import { provisionCoverage } from '#kernel/packs/coverage.ts'
import { takenOut, turned } from '#kernel/packs/prove/mutants.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { itemGrip } from '#kernel/packs/strength/rounds.ts'
import { drawnWhole, drawSample, itemsAsked, keyOfItem, pathOfKey } from '#kernel/rounds/index.ts'
import { minatoWith } from './minatoWorld.ts'

const audit = `checklist: audit
title: 監査の調べ
of: unit
mend: { by: security-officer of unit, within: 1 month, verify: chief-officer }
draw: [items of system, items of conduct, items of habits, findings of audit]
view: { type: choices(defined=決めてある、working=動いている、recorded=記録が残る), should: all, carries: 3-3(1) }
samples: [cases of loss-report, lines of systems]
items:
  plan: { title: 監査の前に自分で点検した, carries: 3-3(1) }
`
const round =
  '  audits: { title: 監査, each: unit, every: year, in: 2月, by: chief-officer, closedBy: answers to audit, independent: { of: unit, team: 2, unless: ciso }, carries: 3-3(1) }\n'

const withAudit = {
  'rounds.yaml': (text: string) => text + round,
}
const ofRounds = ({ cases }: Pack) =>
  cases.filter(({ file }) => file.endsWith('minato/cases/rounds.yaml'))
const nothing =
  '- 何も: { round: office, of: organization, on: 2026-10-05, expect: { asked: true } }\n'
const packWith = (cases: string, of: (text: string) => string = (text) => text) =>
  minatoWith(cases, { ...withAudit, 'checklists/audit.yaml': () => of(audit) })

describe('a view', () => {
  it('looks at all that is drawn with its own question, about its own subject', async () => {
    const pack = await packWith(nothing)
    const asked = itemsAsked(pack.checklists, 'audit')
    expect(asked.map(keyOfItem)).toEqual([
      'audit/plan',
      'audit/system/power',
      'audit/system/double',
      'audit/system/restore',
      'audit/system/visitors',
      'audit/system/door',
      'audit/conduct/lock',
      'audit/conduct/own',
      'audit/habits/desk',
    ])
    const power = asked[1]!
    expect(power.path).toBe('checklists/audit/views/system/power')
    expect(asked.map(({ path }) => path)).toEqual(asked.map((each) => pathOfKey(keyOfItem(each))))
    expect(power.item).toMatchObject({
      type: 'choices',
      title: '停電しても正しく止まる',
      carries: ['3-3(1)'],
    })
    expect(power.drawn).toMatchObject({
      path: 'checklists/system/items/power',
      item: { carries: ['3-1(1)'] },
    })
  })

  it('does not make what it looks at any stronger, nor has it read', async () => {
    const pack = await packWith(nothing)
    const alone = await minatoWith(nothing)
    const path = 'checklists/system/items/power'
    expect(itemGrip(pack, path)).toEqual(itemGrip(alone, path))
    expect(itemGrip(pack, 'checklists/habits/items/desk').hold).toBe(
      itemGrip(alone, 'checklists/habits/items/desk').hold,
    )
    expect(itemGrip(pack, 'checklists/audit/view').hold).toBe('pursues')
    expect(drawnWhole(pack.checklists).has('conduct')).toBe(false)
    const before = new Map(provisionCoverage(alone).map((row) => [row.provision.ref, row.has]))
    for (const { provision, has } of provisionCoverage(pack))
      if (provision.ref !== '3-3(1)')
        expect([provision.ref, has]).toEqual([provision.ref, before.get(provision.ref)])
  })

  it('is kept only where all that it asks is so, and mended as the checklist of the view says', async () => {
    const cases = `
- 見方の一つが欠けると指摘になる:
    { round: audits, of: welfare, on: 2027-02-05, answers: { system/power: [defined, working] }, expect: { findings: [system/power], mend: [sato], mendBy: 2027-03-05, actors: [kimura] } }
- すべてそろえばよい:
    { round: audits, of: welfare, on: 2027-02-05, answers: { system/power: [defined, working, recorded] }, expect: { findings: [] } }
- 一つずつ違う答えは指摘になる:
    { round: audits, of: welfare, on: 2027-02-05, eachItem: wrong, expect: { actors: [kimura] }, proves: items of audit }
`
    const pack = await packWith(cases)
    expect(ofRounds(pack).map((golden) => playCase(pack, golden).faults)).toEqual([[], [], []])
    const view = { kind: 'item', path: 'checklists/audit/view' } as const
    const survives = (mutant: { readonly pack: typeof pack }): boolean =>
      ofRounds(mutant.pack).every((golden) => playCase(mutant.pack, golden).faults.length === 0)
    expect([takenOut(pack, view), ...turned(pack, view)].filter(survives)).toEqual([])
  })

  it('needs somebody who has nothing to do with the unit, where the round says so', async () => {
    const pack = await packWith(`
- 総務課の長は総務課を監査しない:
    { round: audits, of: affairs, on: 2027-02-05, expect: { actors: [kimura] } }
`)
    const [golden] = ofRounds(pack)
    expect(playCase(pack, golden!).faults.join(' ')).toContain('kimura')
    const lax = await minatoWith(
      '- 誰でもよい:\n    { round: audits, of: affairs, on: 2027-02-05, expect: { actors: [kimura] } }\n',
      {
        'rounds.yaml': (text) =>
          text + round.replace('independent: { of: unit, team: 2, unless: ciso }, ', ''),
        'checklists/audit.yaml': () => audit,
      },
    )
    const [same] = ofRounds(lax)
    expect(playCase(lax, same!).faults).toEqual([])
  })
})

describe('a sample', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `record-${index}`)
  it('comes out of its number the same again, whatever order the records are in', () => {
    expect(drawSample(ids, 5, 4711)).toEqual(drawSample(ids.toReversed(), 5, 4711))
    expect(drawSample(ids, 5, 4711)).not.toEqual(drawSample(ids, 5, 4712))
    expect(drawSample(ids.slice(0, 3), 5, 1)).toHaveLength(3)
  })
  it('takes each record about as often as the rest', () => {
    const taken = new Map<string, number>()
    for (let number = 0; number < 2000; number += 1)
      for (const id of drawSample(ids, 10, number)) taken.set(id, (taken.get(id) ?? 0) + 1)
    expect(Math.min(...taken.values())).toBeGreaterThan(40)
    expect(Math.max(...taken.values())).toBeLessThan(180)
  })
})
