import { searchKey } from '#kernel/fields/index.ts'
import { ancestors } from '#kernel/organization/units.ts'
import type { OrganizationView } from '#kernel/organization/types.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** How people and units are written in a spreadsheet and found again: a name where it is enough, else a number or id. */
export interface Naming {
  person(id: string): string | undefined
  unit(id: string): string | undefined
  /** Ids that a text may mean: name, kana, number or id. */
  persons(text: string): readonly string[]
  units(text: string): readonly string[]
}

const known = new WeakMap<OrganizationView, Promise<Naming>>()

/** The naming of the handle's organisation; read once for each state of it. */
export function namingOf(handle: Handle): Promise<Naming> {
  const { view } = handle.organization
  const kept = known.get(view) ?? readNaming(handle)
  known.set(view, kept)
  kept.catch(() => known.delete(view))
  return kept
}

async function readNaming(handle: Handle): Promise<Naming> {
  const { id: organization, view } = handle.organization
  const persons = await handle.db
    .selectFrom('persons')
    .select(['id', 'name', 'kana', 'number'])
    .where('organization_id', '=', organization)
    .execute()
  const units = await handle.db
    .selectFrom('units')
    .select(['id', 'title', 'kana'])
    .where('organization_id', '=', organization)
    .execute()
  const pathOf = (id: string): string =>
    ancestors(view, id)
      .toReversed()
      .map((each) => view.units.get(each)?.title ?? '')
      .join(' ')
  const personsBy = index(
    persons.map(({ id, name, kana, number }) => ({ id, texts: [id, name, kana, number ?? ''] })),
  )
  const unitsBy = index(
    units.map(({ id, title, kana }) => ({ id, texts: [id, title, kana, pathOf(id)] })),
  )
  const numbers = new Map(persons.map((person) => [person.id, person.number]))
  return {
    persons: (text) => personsBy.get(key(text)) ?? [],
    units: (text) => unitsBy.get(key(text)) ?? [],
    person: (id) =>
      written(
        view.persons.get(id)?.name ?? persons.find((one) => one.id === id)?.name,
        personsBy,
        numbers.get(id) ?? id,
      ),
    unit: (id) =>
      written(
        view.units.get(id)?.title ?? units.find((one) => one.id === id)?.title,
        unitsBy,
        isAlone(pathOf(id), unitsBy) ? pathOf(id) : id,
      ),
  }
}

function index(
  things: readonly { readonly id: string; readonly texts: readonly string[] }[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { id, texts } of things) {
    for (const text of new Set(texts.map(key))) {
      if (text === '') continue
      const ids = found.get(text)
      if (ids) ids.push(id)
      else found.set(text, [id])
    }
  }
  return found
}

/** The name, or where it means several or would be taken for a list, what is sure. */
function written(
  name: string | undefined,
  by: ReadonlyMap<string, readonly string[]>,
  sure: string,
): string | undefined {
  return name === undefined || (isAlone(name, by) && !/[、,，;；・/／\n]/.test(name)) ? name : sure
}

function isAlone(text: string, by: ReadonlyMap<string, readonly string[]>): boolean {
  return by.get(key(text))?.length === 1
}

/** Texts that mean the same: without blanks, in hiragana, one width, one case. */
export function key(text: string): string {
  return searchKey(text).replaceAll(/\s+/g, '')
}
