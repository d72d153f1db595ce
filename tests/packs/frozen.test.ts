import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { packLanguage } from '#kernel/packs/faults.ts'
import { loadKeptEdition } from '#platform/packs/edition.ts'
import { packIds, readPackTexts } from '#platform/packs/folder.ts'
import type { PackTexts } from '#platform/packs/folder.ts'

const frozen = fileURLToPath(new URL('editions', import.meta.url))
const versions = readdirSync(frozen).map(Number)

async function textsOf(folder: string): Promise<PackTexts> {
  const packs = await Promise.all((await packIds(folder)).map((id) => readPackTexts(folder, id)))
  return new Map(packs.flatMap((texts) => [...texts]))
}

it('every language before the present one has packs that were frozen when it was left', () => {
  expect(versions.toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: packLanguage - 1 }, (_, index) => index + 1),
  )
})

it.each(versions)(
  'packs of language %i load for ever, and nothing of them is left out',
  async (version) => {
    const folder = `${frozen}/${version}`
    const texts = await textsOf(folder)
    const ids = await packIds(folder)
    expect(ids.length).toBeGreaterThan(0)
    for (const id of ids) {
      const { pack, notes } = loadKeptEdition(id, texts, version)
      expect([id, notes.filter((note) => note.effect !== 'works')]).toEqual([id, []])
      expect(pack?.procedures.size).toBeGreaterThan(0)
      expect(notes.every((note) => note.since > version)).toBe(true)
    }
  },
)
