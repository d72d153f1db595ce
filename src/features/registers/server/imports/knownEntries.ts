import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { TextEncoding } from '#platform/documents/read/encoding.ts'
import { sameAsWritten } from '#platform/documents/tables/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { lookupsFor, recordOf } from '../exports.ts'
import type { SheetLookups } from '../exports.ts'
import { entryColumns } from '../entryRecord.ts'
import type { EntryRecord } from '../entryRecord.ts'
import { exportColumns } from '../sheet.ts'

/** What an entry said when it was exported, or says now where that is not known. */
interface Exported {
  readonly fields: FieldValues
  readonly unit_id: string | null
  readonly state: string
  readonly version: number
}

/** An entry that a row of a file names by its number. */
export interface KnownEntry {
  readonly entry: EntryRecord
  readonly exported: Exported
  /** The file says which version was exported. */
  readonly isVersioned: boolean
  /** Somebody has changed it since it was exported. */
  readonly isStale: boolean
  readonly changedBy: string | null
  readonly lookups: SheetLookups
  /** Whether a cell still says what was exported. */
  says(header: string, text: string): boolean
}

/** A row that names an entry: its number, and the version that was exported. */
export interface NamedEntry {
  readonly number: string
  readonly version: number | undefined
}

/**
 * Reads the entries that the rows of a batch name, each as it was exported, by `keyOf` of what
 * names it.
 */
export async function knownEntries(
  tx: Transaction,
  register: Register,
  names: readonly NamedEntry[],
  encoding: TextEncoding | undefined,
): Promise<ReadonlyMap<string, KnownEntry>> {
  const numbers = [...new Set(names.map(({ number }) => number))]
  if (numbers.length === 0) return new Map()
  const entries = await tx.db
    .selectFrom('entries')
    .select(entryColumns)
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register.id)
    .where('number', 'in', numbers)
    .execute()
  if (entries.length === 0) return new Map()
  const byNumber = new Map(entries.map((entry) => [entry.number, entry]))
  const older = names.flatMap(({ number, version }) => {
    const entry = byNumber.get(number)
    return entry !== undefined && version !== undefined && version < entry.version ? [entry] : []
  })
  const versions = await versionsOf(tx, older)
  const lookups = await lookupsFor(
    tx,
    register,
    [...entries, ...versions].map(({ fields }) => fields),
  )
  const columns = exportColumns(register)
  return new Map(
    names.flatMap((name): [string, KnownEntry][] => {
      const entry = byNumber.get(name.number)
      if (entry === undefined) return []
      const ofEntry = versions.filter(({ entry_id }) => entry_id === entry.id)
      const before = ofEntry.find(({ version }) => version === name.version)
      const last = ofEntry.find(({ version }) => version === entry.version)
      const exported = before ?? entry
      let texts: ReturnType<typeof recordOf> | undefined
      const textsOf = (): ReturnType<typeof recordOf> =>
        recordOf(
          columns,
          {
            number: entry.number,
            unit: exported.unit_id,
            state: exported.state,
            version: exported.version,
            fields: exported.fields,
          },
          lookups,
        )
      return [
        [
          keyOf(name),
          {
            entry,
            exported,
            isVersioned: name.version !== undefined && name.version <= entry.version,
            isStale: before !== undefined,
            changedBy: last?.changed_by_name ?? null,
            lookups,
            says: (header, text) => {
              texts ??= textsOf()
              return (
                Object.hasOwn(texts, header) &&
                sameAsWritten(String(texts[header] ?? ''), text, encoding)
              )
            },
          },
        ],
      ]
    }),
  )
}

/** What names an entry, as a key of `knownEntries`. */
export function keyOf({ number, version }: NamedEntry): string {
  return `${number}\n${version ?? ''}`
}

async function versionsOf(tx: Transaction, entries: readonly EntryRecord[]) {
  if (entries.length === 0) return []
  return tx.db
    .selectFrom('entry_versions')
    .select(['entry_id', 'version', 'fields', 'unit_id', 'state', 'changed_by_name'])
    .where('organization_id', '=', tx.organization.id)
    .where(
      'entry_id',
      'in',
      entries.map(({ id }) => id),
    )
    .execute()
}
