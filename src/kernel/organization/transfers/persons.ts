import type { OrganizationView, PersonView } from '../types.ts'
import { nameKey } from './names.ts'
import type { NameMatch } from './names.ts'
import type { PersonFacts, TransferListRow } from './types.ts'

/** A number as it is compared: Excel takes the zeros at its beginning away. */
export function numberKey(number: string | null | undefined): string {
  return nameKey(number ?? '').replace(/^0+(?=\d)/, '')
}

/**
 * Finds the persons that lines mean: by number, else by name, with the reading where there are
 * several.
 */
export class PersonNames {
  readonly #facts: ReadonlyMap<string, PersonFacts>
  readonly #byNumber = new Map<string, PersonView>()
  readonly #byName = new Map<string, PersonView[]>()

  constructor(org: OrganizationView, facts: ReadonlyMap<string, PersonFacts>) {
    this.#facts = facts
    for (const person of org.persons.values()) {
      const number = numberKey(facts.get(person.id)?.number)
      if (number !== '') this.#byNumber.set(number, person)
      const key = nameKey(person.name)
      this.#byName.set(key, [...(this.#byName.get(key) ?? []), person])
    }
  }

  /** A line with another number never means a person who has a number. */
  find(row: TransferListRow): NameMatch<PersonView> {
    const number = numberKey(row.number)
    const byNumber = number === '' ? undefined : this.#byNumber.get(number)
    if (byNumber !== undefined) return { one: byNumber }
    const sameName = (this.#byName.get(nameKey(row.name ?? '')) ?? []).filter(
      (person) => number === '' || !this.#facts.get(person.id)?.number,
    )
    const candidates =
      sameName.length < 2 ? sameName : narrowByKana(sameName, row.kana, this.#facts)
    const [only] = candidates
    if (only === undefined) return { none: true }
    return candidates.length === 1 ? { one: only } : { several: true }
  }
}

function narrowByKana(
  persons: readonly PersonView[],
  kana: string | undefined,
  facts: ReadonlyMap<string, PersonFacts>,
): readonly PersonView[] {
  const kanaKey = nameKey(kana ?? '')
  return kanaKey === ''
    ? persons
    : persons.filter((person) => nameKey(facts.get(person.id)?.kana ?? '') === kanaKey)
}
