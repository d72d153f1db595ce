import type { FormatLookups } from '#kernel/fields/index.ts'
import type { Field, FieldValues } from '#kernel/fields/types.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { AboutEntry, CaseContext } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { aboutEntries, placesOf } from '#features/registers/server/public.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { logUndecided } from '#platform/packs/undecided.ts'

export function procedureOf(handle: Handle, id: string): Procedure {
  return (
    handle.organization.pack.procedures.get(id) ?? refuse('procedure-unknown', { procedure: id })
  )
}

/** A procedure and what is filled in of one of its cases. */
export interface Filled {
  readonly procedure: Procedure
  readonly fields: FieldValues
}

/** What the kernel needs to know of the world to decide on a case: the organisation today, and the places of the entries that its fields point to. */
export async function caseContext(
  handle: Handle,
  procedure: Procedure,
  fields: FieldValues,
): Promise<CaseContext> {
  const contextOf = await caseContexts(handle, [{ procedure, fields }])
  return contextOf({ procedure, fields })
}

/** As `caseContext`, for many cases in as many statements as for one. */
export async function caseContexts(
  handle: Handle,
  cases: readonly Filled[],
): Promise<(one: Filled) => CaseContext> {
  const { pack, view, title } = handle.organization
  const { places, names, registers } = await placesOf(
    handle,
    cases.flatMap((one) => idsIn(one, ['line', 'lines'])),
  )
  const files = await sentFiles(
    handle,
    cases.flatMap((one) => idsIn(one, ['files'])),
  )
  const format = formatLookups(handle, names)
  return (one) => {
    const related = new Map(
      idsIn(one, ['line', 'lines']).flatMap((id) => {
        const place = places.get(id)
        return place ? [[id, place] as const] : []
      }),
    )
    return {
      org: view,
      roles: pack.roles,
      now: handle.now,
      apart: pack.apart,
      safeguards: pack.handling.safeguards,
      organization: { title },
      ...(pack.classification ? { classification: pack.classification } : {}),
      related,
      lookups: {
        hasPerson: (id) => view.persons.has(id),
        hasUnit: (id) => view.units.has(id),
        hasLine: (register, id) => registers.get(id) === register,
        hasProvision: (ref) => refsOf(pack).has(ref),
        hasFile: (id) => files.has(id),
      },
      format,
      undecided: logUndecided(handle.organization),
    }
  }
}

const refs = new WeakMap<Pack, ReadonlySet<string>>()

/** The provisions of a pack, found once: an edition never changes. */
function refsOf(pack: Pack): ReadonlySet<string> {
  const known = refs.get(pack) ?? new Set(pack.provisions.map((provision) => provision.ref))
  refs.set(pack, known)
  return known
}

/** The ids that the fields of these types hold. */
function idsIn({ procedure, fields }: Filled, types: readonly Field['type'][]): string[] {
  return procedure.fields
    .filter((field) => types.includes(field.type))
    .flatMap((field) => [fields[field.id] ?? []].flat())
    .filter((id): id is string => typeof id === 'string' && isId(id))
}

/** Which of these files were sent and may be opened. */
async function sentFiles(handle: Handle, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await handle.db
    .selectFrom('files')
    .select('id')
    .where('organization_id', '=', handle.organization.id)
    .where('id', 'in', [...ids])
    .where('scan', '!=', 'infected')
    .execute()
  return new Set(rows.map((row) => row.id))
}

const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/** How values that point to something are said in sentences and prints. */
export function formatLookups(handle: Handle, names: ReadonlyMap<string, string>): FormatLookups {
  const { pack, view } = handle.organization
  return {
    person: (id) => view.persons.get(id)?.name,
    unit: (id) => view.units.get(id)?.title,
    line: (_register, id) => names.get(id),
    dates: 'era',
    ...(pack.classification ? { classification: pack.classification } : {}),
  }
}

/** The entries that a case is to be about, as they are now; refused where one is not there, not readable or no longer living. `lock`: a case begins. */
export async function aboutOf(
  handle: Handle,
  procedure: Procedure,
  ids: readonly string[],
  lock = false,
): Promise<readonly AboutEntry[]> {
  return procedure.about && ids.length > 0
    ? aboutEntries(handle, procedure.about.register, ids, lock)
    : []
}
