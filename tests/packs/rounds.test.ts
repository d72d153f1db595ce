import { beforeAll, describe, expect, it } from 'vitest'
import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { itemsAsked } from '#kernel/rounds/index.ts'
import { loadFixture, minatoTexts, showFault } from './support.ts'

let pack: Pack
beforeAll(async () => {
  const { edition, faults } = loadFixture('minato', await minatoTexts())
  if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
  ;({ pack } = edition)
})

describe('what a pack says of recurring work', () => {
  it('has its checklists with what they ask', () => {
    const system = pack.checklists.get('system')
    expect(system).toMatchObject({
      title: 'システムの点検',
      of: { kind: 'line', register: 'systems' },
      mend: {
        by: { kind: 'role', role: 'system-manager' },
        within: { count: 3, unit: 'months' },
        verify: { kind: 'role', role: 'chief-officer' },
      },
      waivedBy: { kind: 'role', role: 'chief-officer' },
    })
    expect(system?.items.map(({ id, type, proof }) => [id, type, proof])).toEqual([
      ['power', 'yes-no', 'photo'],
      ['double', 'yes-no', undefined],
      ['restore', 'number', undefined],
      ['visitors', 'yes-no', undefined],
      ['door', 'yes-no', undefined],
    ])
    expect(system?.items.find(({ id }) => id === 'door')?.title).toBe('扉に鍵をかける')
  })

  it('asks of an item without a type that it is so, or is not', () => {
    const items = new Map(pack.checklists.get('system')?.items.map((item) => [item.id, item]))
    const isGood = (id: string, value?: boolean) =>
      items.get(id)?.should?.evaluate(value === undefined ? {} : { value })
    expect(['door', 'visitors'].map((id) => [isGood(id, true), isGood(id, false)])).toEqual([
      [true, false],
      [false, true],
    ])
    expect([isGood('door'), isGood('visitors')]).not.toContain(true)
  })

  it('puts questions of a checklist of things to people', () => {
    expect(itemsAsked(pack.checklists, 'conduct').map(({ path }) => path)).toEqual([
      'checklists/conduct/items/lock',
      'checklists/conduct/items/own',
      'checklists/system/items/visitors',
      'checklists/habits/items/desk',
    ])
    expect(itemsAsked(pack.checklists, 'habits')).toEqual([])
  })

  it('has its rounds with their times, people and what closes them', () => {
    expect(pack.rounds.get('systems')).toMatchObject({
      each: { kind: 'line', register: 'systems' },
      every: { count: 1, unit: 'year' },
      month: 10,
      closedBy: [{ kind: 'answers', checklist: 'system' }],
      late: [
        { after: { count: 14, unit: 'days' }, remind: [{ kind: 'role', role: 'chief-officer' }] },
      ],
      choices: ['rounds'],
    })
    expect(pack.rounds.get('handbook')).toMatchObject({
      each: { kind: 'person' },
      on: [{ kind: 'new' }, { kind: 'edition' }],
      by: [{ kind: 'self' }],
      within: { count: 1, unit: 'months' },
      closedBy: [{ kind: 'reading', checklist: 'conduct' }],
      choices: ['readTime'],
    })
  })

  it('has what it leaves to the organisation, as it was chosen', () => {
    expect([...pack.choices].map(([id, { type, value }]) => [id, type, value])).toEqual([
      ['rounds', 'cadence', 'year'],
      ['readTime', 'span', '1 month'],
      ['byod', 'choice', 'permit'],
    ])
  })

  it('carries its provisions by them', () => {
    const kinds = new Set(['checklist', 'item', 'round', 'choice'])
    const own = carriersOf(pack).filter(({ kind }) => kinds.has(kind))
    expect(own.map(({ path, carries }) => `${path} ${carries.join()}`)).toEqual([
      'checklists/conduct/items/lock 3-2(1)',
      'checklists/conduct/items/own 3-2(4)',
      'checklists/habits/items/desk 3-2(5)',
      'checklists/office/items/copies 3-3(1)',
      'checklists/office/items/tools 3-2(4)',
      'checklists/system/items/power 3-1(1)',
      'checklists/system/items/double 3-1(2)',
      'checklists/system/items/restore 3-1(1)',
      'checklists/system/items/visitors 3-2(2)',
      'rounds/systems 3-1(3)',
      'rounds/handbook 3-2(3)',
      'rounds/self-check 3-2(3)',
      'rounds/office 3-3(1)',
      'rounds/talk 3-3(1)',
      'rounds/losses 3-2(3)',
      'choices/rounds 3-1(3)',
      'choices/byod 3-2(4)',
    ])
  })
})
