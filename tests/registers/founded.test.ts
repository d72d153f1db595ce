import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appoint, found, wantedEntries, write } from './founded.ts'
import type { Founded, Written } from './founded.ts'

describe.each(['otari', 'nara', 'yonezawa', 'ipa-sme', 'hokkaido'])(
  'an organisation that is founded with %s',
  (packId) => {
    let founded: Founded
    const written = new Map<string, Written>()
    const appointed = new Set<number>()
    beforeAll(async () => {
      founded = await found(packId)
      const assignments = founded.pack.world!.organization.assignments
      for (let more = true; more;) {
        const before = written.size + appointed.size
        for (const index of assignments.keys())
          if (!appointed.has(index) && (await appoint(founded, index))) appointed.add(index)
        for (const entry of wantedEntries(founded))
          if (written.get(entry.id)?.by === undefined) {
            const came = await write(founded, entry)
            if (came !== undefined) written.set(entry.id, came)
          }
        more = written.size + appointed.size > before
      }
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
