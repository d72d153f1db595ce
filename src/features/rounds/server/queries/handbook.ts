import { Type } from 'typebox'
import type { Checklists } from '#kernel/rounds/index.ts'
import {
  changedItems,
  drawnWhole,
  headingOf,
  itemsAsked,
  itemsFor,
  keyOfItem,
  personSubject,
} from '#kernel/rounds/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handbook } from '../../contract/handbook.ts'
import { underEdition } from '../edition.ts'
import { occurrences } from '../store.ts'

/** The rules of conduct that hold for the actor, and whether they have read them. */
export const handbook = defineQuery({
  name: 'round.handbook',
  input: Type.Object({}),
  authorise: () => undefined,
  async run(tx): Promise<Handbook> {
    const person = actorPerson(tx)
    if (person === undefined) return { parts: [] }
    const { view, pack, editionHash } = tx.organization
    const subject = personSubject(view, pack.roles, person, tx.today)
    const readings = [...pack.rounds.values()].flatMap((round) =>
      round.closedBy.flatMap((closing) =>
        closing.kind === 'reading' ? [{ round: round.id, checklist: closing.checklist }] : [],
      ),
    )
    const own =
      readings.length === 0
        ? []
        : await occurrences(tx)
            .where('o.subject_kind', '=', 'person')
            .where('o.subject_id', '=', person)
            .where(
              'o.round',
              'in',
              readings.map(({ round }) => round),
            )
            .orderBy('o.due_at')
            .execute()
    const drawn = drawnWhole(pack.checklists)
    const editions = new Map<string, Checklists>()
    for (const { edition_hash: hash } of own)
      if (!editions.has(hash))
        editions.set(hash, (await underEdition(tx, hash)).organization.pack.checklists)
    const isSame = (hash: string, id: string): boolean =>
      hash === editionHash ||
      changedItems(editions.get(hash) ?? new Map(), pack.checklists, id).size === 0
    const parts = [...pack.checklists.values()].flatMap(({ id, title, of }) => {
      if (of.kind !== 'person' || drawn.has(id)) return []
      const items = itemsFor(itemsAsked(pack.checklists, id), subject, pack.choices)
      if (items.length === 0) return []
      const rounds = new Set(
        readings.flatMap((each) => (each.checklist === id ? [each.round] : [])),
      )
      const rows = own.filter(({ round }) => rounds.has(round))
      const read = rows.findLast(
        (row) => row.closed_with === 'reading' && isSame(row.edition_hash, id),
      )
      return [
        {
          checklist: id,
          title,
          items: items.map((asked) => ({
            key: keyOfItem(asked),
            title: asked.item.title,
            ask: asked.item.ask ?? null,
            help: asked.item.help ?? null,
            heading: headingOf(pack.checklists, asked, id) ?? null,
            carries: [...asked.item.carries],
          })),
          readAt: read?.closed_at?.toISOString() ?? null,
          occurrence: rows.find((row) => row.closed_at === null)?.id ?? null,
        },
      ]
    })
    return { parts }
  },
})
