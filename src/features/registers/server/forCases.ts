import type { FieldValues } from '#kernel/fields/types.ts'
import { placedOf } from '#kernel/organization/index.ts'
import type { Placed } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { AboutEntry } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { dayInTokyo } from '#platform/gate/outside.ts'
import { demand, mergeFields } from './actions.ts'
import { mayRead, registerOf } from './authorise.ts'
import { derive, prepare } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import { firstState } from '#kernel/packs/states.ts'
import { lockEntries } from './locks.ts'
import { entryRows, insertEntries, updateEntryRows } from './store.ts'
import type { EntryRecord, WrittenEntry } from './store.ts'

/** Entries that a case is to be about: each must be there, readable to the actor and still in use. `lock`: none of them changes until the transaction ends. */
export async function aboutEntries(
  handle: Handle,
  registerId: string,
  ids: readonly string[],
  lock = false,
): Promise<AboutEntry[]> {
  const register = registerOf(handle, registerId)
  const rows = lock
    ? (await lockEntries(handle, { ids })).filter((row) => row.register === register.id)
    : await entryRows(handle, register.id, ids)
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = found.get(id)
    if (!row || !mayRead(handle, register, row))
      refuse('not-found', {
        what: { ja: `「${register.title}」の登録`, en: `the entry of “${register.title}”` },
      })
    if (!isLiving(register, row.state))
      refuse(
        'about-over',
        { name: row.name, state: row.state },
        {
          grounds: register.carries.map((provision) => ({
            provision,
            rule: `registers/${register.id}`,
          })),
        },
      )
    return aboutEntry(handle, register, row)
  })
}

/** Refuses where a line that a case is about is over by now and not through the case itself. */
export async function demandLiving(
  handle: Handle,
  registerId: string,
  ids: readonly string[],
  caseId: string,
): Promise<void> {
  const register = registerOf(handle, registerId)
  if (register.ended === undefined || ids.length === 0) return
  const over = await handle.db
    .selectFrom('entries as e')
    .innerJoin('entry_versions as v', (join) =>
      join
        .onRef('v.organization_id', '=', 'e.organization_id')
        .onRef('v.entry_id', '=', 'e.id')
        .onRef('v.version', '=', 'e.version'),
    )
    .select(['e.name', 'e.state'])
    .where('e.organization_id', '=', handle.organization.id)
    .where('e.id', 'in', [...ids])
    .where('e.state', 'in', [...register.ended])
    .where('v.case_id', 'is distinct from', caseId)
    .executeTakeFirst()
  if (over)
    refuse(
      'about-over',
      { name: over.name, state: over.state },
      {
        grounds: register.carries.map((provision) => ({
          provision,
          rule: `registers/${register.id}`,
        })),
      },
    )
}

/** Why a line changes, in words, and the case whose outcome it is, where there is one. */
export interface Cause {
  readonly reason: string
  readonly case?: string
}

/** The cause of what the outcome of a case changes. */
export function causeOf(source: { readonly id: string; readonly number: string }): Required<Cause> {
  return { case: source.id, reason: reasonOf(source.number) }
}

/** The cause in words, where a case is it. */
export function reasonOf(caseNumber: string): string {
  return `案件 ${caseNumber} による`
}

/** Entries that an open case is about, as they are now, whatever has become of them. */
export async function entriesNow(
  handle: Handle,
  registerId: string,
  ids: readonly string[],
): Promise<AboutEntry[]> {
  const register = registerOf(handle, registerId)
  const rows = await entryRows(handle, register.id, ids)
  const found = new Map(rows.map((row) => [row.id, aboutEntry(handle, register, row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** A line may be acted on until it is over; where its register does not say when, only while it is in its first state. */
function isLiving(register: Register, state: string): boolean {
  return register.ended === undefined
    ? state === firstState(register)
    : !register.ended.includes(state)
}

function aboutEntry(handle: Handle, register: Register, row: EntryRecord): AboutEntry {
  return {
    ...placedAt(handle, { ...row, register: register.id }),
    id: row.id,
    title: row.name,
    fields: row.fields,
    ...(row.class ? { class: row.class } : {}),
  }
}

function placedAt(
  handle: Handle,
  row: Pick<EntryRecord, 'id' | 'unit_id' | 'fields'> & { readonly register: string },
): Placed {
  return placedOf(handle.organization.pack.registers, {
    id: row.id,
    register: row.register,
    fields: row.fields,
    ...(row.unit_id ? { unit: row.unit_id } : {}),
  })
}

/** Where lines stand (their unit, system, area …), what they are called and of which register they are, by id. */
export async function placesOf(
  handle: Handle,
  ids: readonly string[],
): Promise<{
  places: ReadonlyMap<string, Placed>
  names: ReadonlyMap<string, string>
  registers: ReadonlyMap<string, string>
}> {
  if (ids.length === 0) return { places: new Map(), names: new Map(), registers: new Map() }
  const rows = await handle.db
    .selectFrom('entries')
    .select(['id', 'name', 'unit_id', 'register', 'fields'])
    .where('organization_id', '=', handle.organization.id)
    .where('id', 'in', [...ids])
    .execute()
  return {
    names: new Map(rows.map((row) => [row.id, row.name])),
    registers: new Map(rows.map((row) => [row.id, row.register])),
    places: new Map(rows.map((row) => [row.id, placedAt(handle, row)])),
  }
}

/** Changes lines as the outcome of a case; the case, not the actor's right to the register, allows it. Returns their numbers. */
export async function changeEntries(
  handle: Handle,
  ids: readonly string[],
  change: { readonly state?: string; readonly fields: FieldValues },
  cause: Cause,
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = new Map((await lockEntries(handle, { ids })).map((row) => [row.id, row]))
  const changes = [...new Set(ids)].map((id) => {
    const row = rows.get(id) ?? refuse('not-found', { what: nouns.entry })
    const register = registerOf(handle, row.register)
    const known = Object.fromEntries(
      Object.entries(change.fields).filter(([field]) =>
        register.fields.some((one) => one.id === field),
      ),
    )
    return { row, prepared: changed(handle, register, row, known) }
  })
  updateEntryRows(
    handle,
    changes.map(({ row, prepared }) => ({
      id: row.id,
      version: row.version + 1,
      prepared,
      unit: row.unit_id,
      state: change.state ?? row.state,
      reason: cause.reason,
      ...(cause.case === undefined ? {} : { caseId: cause.case }),
    })),
  )
  return changes.map(({ row }) => row.number)
}

/** The line after the change. What the line lacked before is not the case's to mend: only what it writes must be right. */
function changed(
  handle: Handle,
  register: Register,
  row: EntryRecord,
  known: FieldValues,
): Prepared {
  const merged = mergeFields(row.fields, known)
  const since = dayInTokyo(row.created_at)
  const preparation = prepare(handle, register, merged, {}, since)
  if (preparation.ok) return preparation.prepared
  const faults = preparation.faults.filter((fault) =>
    Object.hasOwn(known, fault.at.split('/')[2] ?? ''),
  )
  return faults.length > 0 ? demand({ ok: false, faults }) : derive(handle, register, merged, since)
}

/** Writes a line as the outcome of a case; in the first state of its register where none is given. */
export async function writeEntry(
  handle: Handle,
  registerId: string,
  fields: FieldValues,
  unit: string,
  cause: Cause,
  state?: string,
): Promise<WrittenEntry> {
  const register = registerOf(handle, registerId)
  const prepared = demand(prepare(handle, register, mergeFields({}, fields)))
  const [written] = await insertEntries(handle, register, [
    {
      prepared,
      unit: register.belongsTo === 'unit' ? unit : null,
      reason: cause.reason,
      ...(cause.case === undefined ? {} : { caseId: cause.case }),
      ...(state === undefined ? {} : { state }),
    },
  ])
  return written!
}

/** Writes many lines at once, for imports and the demo; every line must be right. Returns their ids and numbers in order. */
export async function writeEntries(
  handle: Handle,
  register: Register,
  lines: readonly { readonly unit: string | null; readonly fields: FieldValues }[],
): Promise<WrittenEntry[]> {
  return insertEntries(
    handle,
    register,
    lines.map(({ unit, fields }) => ({
      unit,
      prepared: demand(prepare(handle, register, fields)),
    })),
  )
}
