import { shownLanguage } from '#platform/access/language.ts'
import type { FormatLookups } from '#kernel/fields/index.ts'
import type { Field, FieldValues } from '#kernel/fields/types.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { AboutEntry, CaseContext } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { loadUsableEntries, locateEntries } from '#features/registers/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { logUndecided } from '#platform/packs/undecided.ts'

export function procedureOf(tx: Transaction, id: string): Procedure {
  return tx.organization.pack.procedures.get(id) ?? refuse('procedure-unknown', { procedure: id })
}

/** A procedure and the field values of one of its cases. */
export interface FilledProcedure {
  readonly procedure: Procedure
  readonly fields: FieldValues
  /** The entries that it is about, where fields may be taken from them. */
  readonly about?: readonly AboutEntry[]
}

/**
 * What the kernel needs to decide on a case: the organisation today, and the locations of the
 * entries that fields of the case refer to.
 */
export async function caseContext(
  tx: Transaction,
  procedure: Procedure,
  fields: FieldValues,
  about: readonly AboutEntry[] = [],
): Promise<CaseContext> {
  const filled = { procedure, fields, about }
  const contextOf = await caseContexts(tx, [filled])
  return contextOf(filled)
}

/** Contexts for many cases. Sends as many statements as `caseContext` does for one case. */
export async function caseContexts(
  tx: Transaction,
  cases: readonly FilledProcedure[],
): Promise<(item: FilledProcedure) => CaseContext> {
  const { pack, view, title } = tx.organization
  const pointed = await locateEntries(
    tx,
    cases.flatMap((item) => idsIn(item, ['line', 'lines'])),
  )
  const said = await locateEntries(
    tx,
    cases.flatMap((item) => idsSaid(item, pointed.fields)),
  )
  const places = new Map([...pointed.places, ...said.places])
  const names = new Map([...pointed.names, ...said.names])
  const registers = new Map([...pointed.registers, ...said.registers])
  const { fields } = pointed
  const files = await sentFiles(
    tx,
    cases.flatMap((item) => idsIn(item, ['files'])),
  )
  const format = formatLookups(tx, names)
  return (item) => {
    const related = new Map(
      [...idsIn(item, ['line', 'lines']), ...idsSaid(item, fields)].flatMap((id) => {
        const place = places.get(id)
        return place ? [[id, place] as const] : []
      }),
    )
    const entries = new Map(
      [...related.keys()].map((id) => [
        id,
        { title: names.get(id) ?? id, fields: fields.get(id) ?? {} },
      ]),
    )
    return {
      org: view,
      roles: pack.roles,
      now: tx.now,
      separationOfDuties: pack.separationOfDuties,
      policy: pack,
      exceptions: tx.organization.exceptions,
      organization: { title },
      related,
      entries,
      lookups: {
        hasPerson: (id) => view.persons.has(id),
        hasUnit: (id) => view.units.has(id),
        hasLine: (register, id) => registers.get(id) === register,
        hasProvision: (ref) => provisionRefs(pack).has(ref),
        hasFile: (id) => files.has(id),
      },
      format,
      undecided: logUndecided(tx.organization),
    }
  }
}

/** Ids of the entries that are the values of fields with `from`. */
function idsSaid(
  { procedure, fields, about = [] }: FilledProcedure,
  valuesById: ReadonlyMap<string, FieldValues>,
): string[] {
  return procedure.fields
    .flatMap(({ type, from }) => {
      if (from === undefined || (type !== 'line' && type !== 'lines')) return []
      const entries =
        from.via === 'about'
          ? about.map((entry) => entry.fields)
          : [valuesById.get(String(fields[from.via]))]
      return entries.flatMap((entry) => [entry?.[from.field] ?? []].flat())
    })
    .filter((id): id is string => typeof id === 'string' && isId(id))
}

const refsByPack = new WeakMap<Pack, ReadonlySet<string>>()

/**
 * References of all provisions of a pack. Computed once for each pack, since an edition never
 * changes.
 */
function provisionRefs(pack: Pack): ReadonlySet<string> {
  const refSet = refsByPack.get(pack) ?? new Set(pack.provisions.map((provision) => provision.ref))
  refsByPack.set(pack, refSet)
  return refSet
}

/** Ids stored in the fields of these types. */
function idsIn({ procedure, fields }: FilledProcedure, types: readonly Field['type'][]): string[] {
  return procedure.fields
    .filter((field) => types.includes(field.type))
    .flatMap((field) => [fields[field.id] ?? []].flat())
    .filter((id): id is string => typeof id === 'string' && isId(id))
}

/** Those of the files that exist and are not infected. */
async function sentFiles(tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.db
    .selectFrom('files')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', [...ids])
    .where('scan', '!=', 'infected')
    .execute()
  return new Set(rows.map((row) => row.id))
}

const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/** How ids of persons, units and entries are written in sentences and prints. */
function formatLookups(tx: Transaction, names: ReadonlyMap<string, string>): FormatLookups {
  const { pack, view } = tx.organization
  return {
    person: (id) => view.persons.get(id)?.name,
    unit: (id) => view.units.get(id)?.title,
    entry: (_register, id) => names.get(id),
    dates: 'era',
    language: shownLanguage(tx),
    ...(pack.classification ? { classification: pack.classification } : {}),
  }
}

/**
 * The present entries that a case is to be about. `lock` locks them until the transaction ends.
 * Refuses where one does not exist, may not be read or is no longer in use.
 */
export async function loadAbout(
  tx: Transaction,
  procedure: Procedure,
  ids: readonly string[],
  lock = false,
): Promise<readonly AboutEntry[]> {
  return procedure.about && ids.length > 0
    ? loadUsableEntries(tx, procedure.about.register, ids, lock)
    : []
}
