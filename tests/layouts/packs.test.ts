import { describe, expect, it } from 'vitest'
import { fillLayout, findPlaces, openLayout } from '#platform/documents/layout/index.ts'
import { createFormXlsx } from '#platform/documents/write/index.ts'
import { exampleFilling, startSheet } from '#features/layouts/server/example.ts'
import { meaningOf, offersOf } from '#features/layouts/server/offers.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'

const packs = (await Promise.all((await bundledPacks.ids()).map((id) => bundledPacks.edition(id))))
  .map((edition) => edition.pack)
  .filter((pack) => pack.provisions.length > 0)

describe.each(packs)('every form of $id', (pack) => {
  it('has a layout to begin from: all its places can be filled, and none is left when it is', async () => {
    for (const procedure of pack.procedures.values()) {
      const offers = offersOf(procedure, pack)
      const mean = meaningOf(offers)
      const book = await openLayout(
        await createFormXlsx(startSheet(procedure, pack, offers, '町'), { blank: true }),
        procedure.id,
      )
      const { places, faults } = findPlaces(book, mean)
      expect({ procedure: procedure.id, faults }).toEqual({ procedure: procedure.id, faults: [] })
      expect(places.length).toBeGreaterThan(procedure.fields.length)
      const filling = exampleFilling({
        procedure,
        pack,
        offers,
        today: '2026-11-21',
        organization: '町',
        person: '森 空',
        unit: '福祉課',
      })
      expect(
        findPlaces(await openLayout(fillLayout(book, mean, filling), procedure.id), mean),
      ).toEqual({ places: [], faults: [] })
      const empty = offers.filter(
        ({ meaning }) => meaning.kind === 'value' && (filling.values.get(meaning.key) ?? '') === '',
      )
      expect({ procedure: procedure.id, empty: empty.map((offer) => offer.name) }).toEqual({
        procedure: procedure.id,
        empty: [],
      })
    }
  })

  it('offers each name once', () => {
    for (const procedure of pack.procedures.values()) {
      const names = offersOf(procedure, pack).flatMap((offer) => [offer.name, ...offer.also])
      expect(new Set(names).size).toBe(names.length)
    }
  })
})
