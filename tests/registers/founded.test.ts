import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { found, settle, wantedEntries } from './founded.ts'
import type { Founded, Written } from './founded.ts'

describe.each(['otari', 'nara', 'yonezawa', 'ipa-sme', 'hokkaido'])(
  'an organisation that is founded with %s',
  (packId) => {
    let founded: Founded
    let written: ReadonlyMap<string, Written>
    let appointed: ReadonlySet<number>
    beforeAll(async () => {
      founded = await found(packId)
      ;({ written, appointed } = await settle(founded))
    })
    afterAll(() => founded.close())

    test('gets an entry of every register from one of its own people', () => {
      const missing = wantedEntries(founded).filter(({ id }) => written.get(id)?.by === undefined)
      expect(missing.map(({ register, id }) => `${register} ${id}`)).toEqual([])
      expect([...founded.pack.registers.keys()].filter((id) => !founded.entries.has(id))).toEqual(
        [],
      )
    })

    test('gets every role that it needs from one of its own people', () => {
      const { assignments } = founded.pack.world!.organization
      expect(assignments.filter((_one, index) => !appointed.has(index))).toEqual([])
    })

    test('offers adding an entry to exactly those who may', () => {
      const lists = (key: 'misled' | 'unoffered') =>
        [...written].filter(([, one]) => one[key].length > 0).map(([id, one]) => [id, one[key]])
      expect(lists('unoffered')).toEqual([])
      expect(lists('misled')).toEqual([])
    })
  },
)
