import { searchKey } from '#kernel/fields/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** At most so many things are looked for by one filter. */
const mostThings = 200

/** Nothing has this id: a filter that finds no thing shows no event. */
const noThing = '-'

/**
 * The ids of the cases, entries, people, units and posts whose number or name has the words. The
 * subject of a restricted case is not looked at.
 */
export async function subjectsNamed(tx: Transaction, words: string): Promise<string[]> {
  const { id: organization_id, view } = tx.organization
  const pattern = `%${words.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const [cases, entries] = await Promise.all([
    tx.db
      .selectFrom('cases')
      .select('id')
      .where('organization_id', '=', organization_id)
      .where((eb) =>
        eb.or([
          eb('number', 'ilike', pattern),
          eb.and([eb('subject', 'ilike', pattern), eb('restricted', '=', false)]),
        ]),
      )
      .orderBy('opened_at', 'desc')
      .limit(mostThings)
      .execute(),
    tx.db
      .selectFrom('entries')
      .select('id')
      .where('organization_id', '=', organization_id)
      .where((eb) => eb.or([eb('number', 'ilike', pattern), eb('name', 'ilike', pattern)]))
      .orderBy('id')
      .limit(mostThings)
      .execute(),
  ])
  const needle = searchKey(words)
  const named = (things: Iterable<{ readonly id: string; readonly name: string }>): string[] =>
    [...things].filter(({ name }) => searchKey(name).includes(needle)).map(({ id }) => id)
  const found = [
    ...cases.map(({ id }) => id),
    ...entries.map(({ id }) => id),
    ...named(view.persons.values()),
    ...named([...view.units.values()].map(({ id, title }) => ({ id, name: title }))),
    ...named([...view.posts.values()].map(({ id, title }) => ({ id, name: title }))),
  ]
  return found.length === 0 ? [noThing] : found
}
