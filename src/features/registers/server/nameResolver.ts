import { plainKey, searchKey } from '#kernel/fields/index.ts'
import { ancestors } from '#kernel/organization/units.ts'
import type { OrganizationView } from '#kernel/organization/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Writes persons and units into a spreadsheet and resolves them again: by name where it is unique,
 * else by number or id.
 */
export interface NameResolver {
  person(id: string): string | undefined
  unit(id: string): string | undefined
  /**
   * Ids that a text may mean: by name, kana, number or id; where it is none, by the name in other
   * shapes of its kanji.
   */
  persons(text: string): readonly string[]
  units(text: string): readonly string[]
}

const resolvers = new WeakMap<OrganizationView, Promise<NameResolver>>()

/**
 * The resolver of the transaction's organisation; built once for each revision of the organisation.
 */
export function nameResolverFor(tx: Transaction): Promise<NameResolver> {
  const { view } = tx.organization
  const resolver = resolvers.get(view) ?? buildNameResolver(tx)
  resolvers.set(view, resolver)
  resolver.catch(() => resolvers.delete(view))
  return resolver
}

async function buildNameResolver(tx: Transaction): Promise<NameResolver> {
  const { id: organization, view } = tx.organization
  const persons = await tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'kana', 'number'])
    .where('organization_id', '=', organization)
    .execute()
  const units = await tx.db
    .selectFrom('units')
    .select(['id', 'title', 'kana'])
    .where('organization_id', '=', organization)
    .execute()
  const pathOf = (id: string): string =>
    ancestors(view, id)
      .toReversed()
      .map((ancestor) => view.units.get(ancestor)?.title ?? '')
      .join(' ')
  const personTexts = persons.map(({ id, name, kana, number }) => ({
    id,
    texts: [id, name, kana, number ?? ''],
  }))
  const unitTexts = units.map(({ id, title, kana }) => ({
    id,
    texts: [id, title, kana, pathOf(id)],
  }))
  const personsBy = index(personTexts, matchKey)
  const personsByShape = index(personTexts, shapeKey)
  const unitsBy = index(unitTexts, matchKey)
  const unitsByShape = index(unitTexts, shapeKey)
  const numbers = new Map(persons.map((person) => [person.id, person.number]))
  return {
    persons: (text) => personsBy.get(matchKey(text)) ?? personsByShape.get(shapeKey(text)) ?? [],
    units: (text) => unitsBy.get(matchKey(text)) ?? unitsByShape.get(shapeKey(text)) ?? [],
    person: (id) =>
      unambiguousText(
        view.persons.get(id)?.name ?? persons.find((person) => person.id === id)?.name,
        personsBy,
        numbers.get(id) ?? id,
      ),
    unit: (id) =>
      unambiguousText(
        view.units.get(id)?.title ?? units.find((unit) => unit.id === id)?.title,
        unitsBy,
        isAlone(pathOf(id), unitsBy) ? pathOf(id) : id,
      ),
  }
}

function index(
  items: readonly { readonly id: string; readonly texts: readonly string[] }[],
  keyOf: (text: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const idsByText = new Map<string, string[]>()
  for (const { id, texts } of items) {
    for (const text of new Set(texts.map(keyOf))) {
      if (text === '') continue
      const ids = idsByText.get(text)
      if (ids) ids.push(id)
      else idsByText.set(text, [id])
    }
  }
  return idsByText
}

/** The name; where it is not unique or would be read as a list, the unambiguous text instead. */
function unambiguousText(
  name: string | undefined,
  by: ReadonlyMap<string, readonly string[]>,
  fallback: string,
): string | undefined {
  return name === undefined || (isAlone(name, by) && !/[、,，;；・/／\n]/.test(name))
    ? name
    : fallback
}

function isAlone(text: string, by: ReadonlyMap<string, readonly string[]>): boolean {
  return by.get(matchKey(text))?.length === 1
}

/** Normalizes a text for comparison: without blanks, in hiragana, one width, one case. */
export function matchKey(text: string): string {
  return plainKey(text).replaceAll(/\s+/g, '')
}

/** As `matchKey`, with one shape of each kanji. */
function shapeKey(text: string): string {
  return searchKey(text).replaceAll(/\s+/g, '')
}
