import { beforeAll, describe, expect, it } from 'vitest'
import type { Pack } from '#kernel/packs/types.ts'
import { loadFixture, loadKeptFixture, minatoTexts, showFault } from './support.ts'

const library = `checklist: machines
says: 機械の点検
parameters:
  subject: { title: 何を点検するか, type: text, required }
  mender: { title: 直す人, type: who, required }
  deep: { title: 深く見る, type: yes-no, default: false }
  twoIf: { title: 二重が要る場合, type: condition }
parts:
  look: { says: 点検そのもの, optional }
title: 機械の点検
of: $subject
carries: $look
mend: { by: $mender, within: 1 month }
items:
  power: { title: 停電しても止まらない, proof: photo }
  double: { title: 二重にしてある, when: $twoIf }
  inside: { if: deep, title: 中まで見た }
  lock: 扉に鍵がある
  both: { title: 鍵と電気を見た, carries: [$power, $lock] }
`

const rounds = `says: 定期業務
parameters:
  looker: { title: 見る人, type: who, required }
  often: { title: 間隔, type: text, default: year }
parts:
  looking: { says: 見て回る, optional }
rounds:
  machines:
    { title: 機械を見て回る, each: line of systems, every: $often, by: $looker, closedBy: answers to machines, carries: $looking }
  reading: { title: 心得を読み直す, each: person, every: $often, closedBy: reading of conduct }
`

let texts: Map<string, string>
beforeAll(async () => {
  texts = new Map(await minatoTexts())
    .set(
      'shelf/pack.yaml',
      'pack: shelf\ntitle: 棚\nedition: 初版\ninForce: 2024-04-01\nshared: true\n',
    )
    .set('shelf/checklists/machines.yaml', library)
    .set('shelf/rounds.yaml', rounds)
    .set(
      'shelf/organization.yaml',
      'organization:\n  pause: { title: 待つ長さ, type: span, max: 1 month, value: 3 days }\n',
    )
})

const load = (line: string) =>
  loadFixture('minato', new Map(texts).set('minato/library.yaml', line))
function packOf(line: string): Pack {
  const { edition, faults } = load(line)
  if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
  return edition.pack
}
const faultsOf = (line: string) => load(line).faults.map(({ code, line: at }) => [code, at])

const taking = (carries: string, more = '') => `- take: shelf/checklists/machines
  with: { subject: line of systems, mender: system-manager of system${more} }
  carries: { ${carries} }
`

describe('a checklist of the library', () => {
  it('is taken with the items that get a provision, and no others', () => {
    const taken = packOf(taking('power: 3-1(1), lock: 3-1(2)')).checklists.get('machines')
    expect(taken?.items.map(({ id, carries }) => [id, carries])).toEqual([
      ['power', ['3-1(1)']],
      ['lock', ['3-1(2)']],
      ['both', ['3-1(1)', '3-1(2)']],
    ])
    expect(taken).toMatchObject({
      of: { kind: 'line', register: 'systems' },
      carries: [],
      mend: { by: { role: 'system-manager' }, within: { count: 1, unit: 'months' } },
    })
    expect(taken?.items[0]).toMatchObject({ proof: 'photo', type: 'yes-no' })
    expect(taken?.items[1]?.title).toBe('扉に鍵がある')
  })

  it('has the provision of the whole, conditions and items that are wanted', () => {
    const taken = packOf(
      taking(
        'look: 3-1(3), double: 3-1(2), inside: 3-1(1)',
        `, deep: true, twoIf: "name == '住民記録'"`,
      ),
    ).checklists.get('machines')
    expect(taken?.carries).toEqual(['3-1(3)'])
    expect(taken?.items.map(({ id }) => id)).toEqual(['double', 'inside'])
    expect(taken?.items[0]?.when?.source).toBe("name == '住民記録'")
    const shallow = packOf(taking('power: 3-1(1), inside: 3-1(1)')).checklists.get('machines')
    expect(shallow?.items.map(({ id }) => id)).toEqual(['power', 'both'])
  })

  it('is taken under another id and changed item by item', () => {
    const pack = packOf(
      `${taking('power: 3-1(1), lock: 3-1(2)')}  as: rooms
  change: { title: 部屋の点検, items: { lock: { ask: 鍵をかけずに出たことはありませんか }, sign: { title: 札がある, carries: 3-1(3) } } }
`,
    )
    const taken = pack.checklists.get('rooms')
    expect(pack.checklists.has('machines')).toBe(false)
    expect(taken?.title).toBe('部屋の点検')
    expect(taken?.items.map(({ id, title, ask }) => [id, title, ask])).toEqual([
      ['power', '停電しても止まらない', undefined],
      ['lock', '扉に鍵がある', '鍵をかけずに出たことはありませんか'],
      ['both', '鍵と電気を見た', undefined],
      ['sign', '札がある', undefined],
    ])
  })

  it('says which item it does not have, and that one without items is none', () => {
    expect(faultsOf(taking('powr: 3-1(1)'))).toContainEqual(['unknown-library-part', 3])
    expect(
      load(taking('powr: 3-1(1)'))
        .faults.map(({ detail }) => detail)
        .join(),
    ).toContain('もしかして「power」')
    expect(faultsOf(taking('look: 3-1(3)'))).toEqual([['checklist-empty', 1]])
  })

  it('reports an item that is called like a parameter', () => {
    const own = library.replace('  power: {', '  mender: 直す人がいる\n  power: {')
    const { faults } = loadFixture(
      'shelf',
      new Map(texts).set('shelf/checklists/machines.yaml', own),
    )
    expect(faults.map(({ code, file }) => [code, file])).toEqual([
      ['duplicate', 'shelf/checklists/machines.yaml'],
    ])
    expect(loadFixture('shelf', texts).faults.map(showFault)).toEqual([])
  })

  it('is left out of a kept edition with the round that needs it where it cannot be taken', () => {
    const line = `${taking('power: 3-1(1)').replace('mender: ', 'mendr: ')}- take: shelf/rounds
  only: [machines]
  with: { looker: system-manager of system }
  carries: { looking: 3-1(3) }
`
    const { pack, notes } = loadKeptFixture(
      'minato',
      new Map(texts).set('minato/library.yaml', line),
      6,
    )
    expect(pack?.checklists.has('machines')).toBe(false)
    expect(pack?.rounds.has('machines')).toBe(false)
    expect(pack?.rounds.has('systems')).toBe(true)
    expect(notes.some(({ effect }) => effect === 'left-out')).toBe(true)
  })
})

describe('recurring work of the library', () => {
  it('is taken one by one, with its people, its times and its provisions', () => {
    const pack = packOf(`${taking('power: 3-1(1)')}- take: shelf/rounds/machines
  with: { looker: system-manager of system, often: quarter }
  carries: { looking: 3-1(3) }
  as: machines-often
- take: shelf/rounds
  only: [reading]
`)
    expect(pack.rounds.get('machines-often')).toMatchObject({
      every: { count: 3, unit: 'month' },
      by: [{ role: 'system-manager' }],
      carries: ['3-1(3)'],
      closedBy: [{ kind: 'answers', checklist: 'machines' }],
    })
    expect(pack.rounds.get('reading')).toMatchObject({ carries: [], by: [{ kind: 'self' }] })
    expect(pack.rounds.has('machines')).toBe(false)
    expect(pack.rounds.has('systems')).toBe(true)
  })

  it('is taken with a choice by its name, which others may drop', () => {
    const line = `- take: shelf/organization/pause
  change: { value: 5 days }
  carries: 3-2(4)
`
    expect(packOf(line).choices.get('pause')).toMatchObject({
      span: { count: 5, unit: 'days' },
      carries: ['3-2(4)'],
    })
    const { edition } = loadFixture(
      'port',
      new Map(texts)
        .set('minato/library.yaml', line)
        .set(
          'port/pack.yaml',
          'pack: port\ntitle: 港\nedition: 初版\ninForce: 2024-04-01\nextends: minato\ndrop: [organization/pause, rounds/talk]\n',
        ),
    )
    expect(edition?.pack.choices.has('pause')).toBe(false)
    expect(edition?.pack.rounds.has('talk')).toBe(false)
    expect(edition?.pack.choices.has('byod')).toBe(true)
  })
})

describe('a choice of the organisation', () => {
  it('is the time limit of a procedure that reads it, and knows what reads it', async () => {
    const path = 'minato/procedures/look.yaml'
    const procedure = (within: string) => `procedure: look
title: 見て回る
number: 見回{年度}-{000}
subject: 見て回り
carries: 3-1(3)
steps:
  apply: { title: 申し込む, by: applicant, then: walk }
  walk: { title: 見て回る, by: chief-officer, within: ${within}, may: { done: { title: 見た, tone: good, then: end done } } }
ends: { done: { title: 見た } }
`
    const { edition, faults } = loadFixture(
      'minato',
      new Map(texts).set(path, procedure('organization.readTime')),
    )
    expect(faults.map(showFault)).toEqual([])
    expect(edition?.pack.procedures.get('look')?.steps.get('walk')?.within).toMatchObject({
      count: 1,
      unit: 'months',
    })
    expect([...(edition?.pack.choices ?? [])].map(([id, { readBy }]) => [id, readBy])).toEqual([
      ['rounds', ['rounds/systems']],
      ['readTime', ['rounds/handbook', 'procedures/look']],
      ['byod', ['checklists/conduct', 'checklists/office', 'documents/words']],
    ])
    const wrong = loadFixture('minato', new Map(texts).set(path, procedure('organization.byod')))
    expect(wrong.faults.map(({ code }) => code)).toContain('choice-kind')
  })

  it('decides what applies wherever it is read, and another choice decides otherwise', () => {
    const ownAt = (text: string) => {
      const changed = new Map(texts).set(
        'minato/organization.yaml',
        (texts.get('minato/organization.yaml') ?? '').replace('value: permit', text),
      )
      const pack = loadFixture('minato', changed).edition?.pack
      const item = pack?.checklists.get('conduct')?.items.find(({ id }) => id === 'own')
      return [item?.applies?.evaluate({}), item?.applies?.evaluate({ organization: {} })]
    }
    expect(ownAt('value: permit')).toEqual([true, true])
    expect(ownAt('value: forbid')).toEqual([false, false])
  })
})
