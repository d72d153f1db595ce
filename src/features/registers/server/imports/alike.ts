import { diffValues } from '#kernel/fields/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/types.ts'
import { sql } from 'kysely'
import type { Transaction } from '#platform/gate/transaction.ts'
import { initialState } from '#kernel/packs/states.ts'
import { namesOfEntry } from '../prepare.ts'

/** A row without a number, as the entry that it would become. */
export interface Unnumbered {
  readonly fields: FieldValues
  readonly unit: string | null
  readonly state: string | undefined
}

/** An entry that says what a row says, now or when it was added. */
export interface AlikeEntry {
  readonly id: string
  readonly number: string
  readonly fields: FieldValues
  readonly unit_id: string | null
}

/**
 * Finds the entries of a register that rows without a number say once more, so that the same file
 * twice adds nothing. Each entry stands for one row only; what this transaction wrote for none.
 */
export class AlikeFinder {
  readonly #register: Register
  readonly #rowsByEntry = new Map<string, string>()
  #hasEntries: boolean | undefined

  constructor(register: Register) {
    this.#register = register
  }

  /** The entry of each row, by the row's key; a row may be looked up twice. */
  async find(
    tx: Transaction,
    rows: ReadonlyMap<string, Unnumbered>,
  ): Promise<ReadonlyMap<string, AlikeEntry>> {
    this.#hasEntries ??= await hasEntries(tx, this.#register)
    if (!this.#hasEntries || rows.size === 0) return new Map()
    const kanaOf = new Map(
      [...rows].map(([key, { fields }]) => [key, namesOfEntry(tx, this.#register, fields).kana]),
    )
    const candidates = await tx.db
      .selectFrom('entries as e')
      .innerJoin('entry_versions as v', (join) =>
        join
          .onRef('v.organization_id', '=', 'e.organization_id')
          .onRef('v.entry_id', '=', 'e.id')
          .on('v.version', '=', 1),
      )
      .select([
        'e.id',
        'e.number',
        'e.kana',
        'e.fields',
        'e.unit_id',
        'e.state',
        'v.fields as first_fields',
        'v.unit_id as first_unit',
        'v.state as first_state',
      ])
      .where('e.organization_id', '=', tx.organization.id)
      .where('e.register', '=', this.#register.id)
      .where('e.kana', 'in', [...new Set(kanaOf.values())])
      .where(sql<boolean>`e.xmin is distinct from pg_current_xact_id_if_assigned()::xid`)
      .orderBy('e.id')
      .execute()
    const byKana = Map.groupBy(candidates, ({ kana }) => kana)
    const found = new Map<string, AlikeEntry>()
    for (const [key, row] of rows) {
      const state = row.state ?? initialState(this.#register)
      const entry = byKana.get(kanaOf.get(key) ?? '')?.find((one) => {
        if ((this.#rowsByEntry.get(one.id) ?? key) !== key) return false
        return (
          (one.unit_id === row.unit &&
            (row.state === undefined || one.state === state) &&
            diffValues(one.fields, row.fields).length === 0) ||
          (one.first_unit === row.unit &&
            one.first_state === state &&
            diffValues(one.first_fields, row.fields).length === 0)
        )
      })
      if (entry === undefined) continue
      this.#rowsByEntry.set(entry.id, key)
      found.set(key, entry)
    }
    return found
  }
}

async function hasEntries(tx: Transaction, register: Register): Promise<boolean> {
  const one = await tx.db
    .selectFrom('entries')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register.id)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}
