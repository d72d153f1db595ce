import { Type } from 'typebox'
import { diffValues, fieldToJson } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { EntryPath, ListEntries, RegisterPath } from '../contract.ts'
import type { EntryDetail, EntryVersion, RegisterSummary } from '../contract.ts'
import { mayWrite, registerOf } from './authorise.ts'
import { countingRegisters, usesOf } from './counts.ts'
import { countEntries, countRegisters, listEntries, rowOf } from './list.ts'
import { namesFor } from './names.ts'
import { filterable } from './prepare.ts'
import { reachingRegisters } from './reach.ts'
import { keepsSome, readableLines } from './readable.ts'
import { readable } from './readLine.ts'
import { referring } from './referring.ts'
import { disposalOf, endedStates, statesByHand, statesOf } from '#kernel/packs/states.ts'

/** All registers of the policy. */
export const registers = defineQuery({
  name: 'register.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (handle): Promise<RegisterSummary[]> => {
    const all = [...handle.organization.pack.registers.values()].map((register) => ({
      register,
      retains:
        register.retention !== undefined ||
        register.fields.some((field) => field.type === 'retention'),
    }))
    const counts = await countRegisters(handle, all)
    return all.map(({ register }, i) => ({
      id: register.id,
      title: register.title,
      belongsTo: register.belongsTo,
      mayWrite: keepsSome(handle, register),
      count: counts[i]?.count ?? 0,
      expired: counts[i]?.expired ?? 0,
    }))
  },
})

/** One register as the screens need it: its fields, classes, states, and what the actor may do. */
export const register = defineQuery({
  name: 'register.show',
  input: RegisterPath,
  authorise: (handle, input) => registerOf(handle, input.register),
  run: async (handle, _input, found) => {
    const { classification } = handle.organization.pack
    return {
      id: found.id,
      title: found.title,
      belongsTo: found.belongsTo,
      nameField: found.nameField,
      classField: found.classField ?? null,
      fields: found.fields.map(fieldToJson),
      states: [...statesOf(found)],
      byHand: Object.fromEntries(
        statesOf(found).map((state) => [state, [...statesByHand(found, state)]]),
      ),
      endedStates: endedStates(handle.organization.pack, found),
      disposal: disposalOf(found) ?? null,
      retentionField:
        found.retention?.field ??
        found.fields.find((field) => field.type === 'retention')?.id ??
        null,
      units: unitsFor(handle, found),
      filterable: found.fields
        .filter((field) => filterable.has(field.type))
        .map((field) => field.id),
      carries: [...found.carries],
      reached: reachingRegisters(handle, found).length > 0,
      counted: countingRegisters(handle, found).length > 0,
      diagram: found.diagram?.title ?? null,
      stocktake: found.stocktake !== undefined,
      mayWrite: keepsSome(handle, found),
      axes: (classification?.axes ?? []).map((axis) => ({
        id: axis.id,
        title: axis.title,
        levels: axis.levels.map(({ value, title, criteria, examples, carries }) => ({
          value,
          title,
          criteria,
          examples,
          carries,
        })),
      })),
    }
  },
})

/** Units whose lines the actor may read, and whether they may write them, too; none where lines belong to the organisation. */
function unitsFor(
  handle: Handle,
  found: Register,
): { id: string; title: string; writable: boolean }[] {
  if (found.belongsTo !== 'unit') return []
  const readable = new Set(
    readableLines(handle, found)?.units ?? handle.organization.view.units.keys(),
  )
  return [...handle.organization.view.units.values()]
    .filter((unit) => readable.has(unit.id))
    .map(({ id, title }) => ({ id, title, writable: mayWrite(handle, found, { unit_id: id }) }))
}

export const entries = defineQuery({
  name: 'entry.list',
  input: ListEntries,
  authorise: (handle, input) => registerOf(handle, input.register),
  run: (handle, input, found) => listEntries(handle, found, input),
})

export const entryCount = defineQuery({
  name: 'entry.count',
  input: ListEntries,
  authorise: (handle, input) => registerOf(handle, input.register),
  run: async (handle, input, found) => ({ count: await countEntries(handle, found, input) }),
})

export const entry = defineQuery({
  name: 'entry.show',
  input: EntryPath,
  authorise: readable,
  run: async (handle, _input, { register: found, row }): Promise<EntryDetail> => {
    const org = handle.organization.id
    const copies = await handle.db
      .selectFrom('entries')
      .select(['id', 'number', 'name'])
      .where('organization_id', '=', org)
      .where('copied_from', '=', row.id)
      .orderBy('number')
      .execute()
    const parts = await handle.db
      .selectFrom('links as l')
      .innerJoin('entries as e', (join) =>
        join.onRef('e.organization_id', '=', 'l.organization_id').onRef('e.id', '=', 'l.to_id'),
      )
      .select(['e.id', 'e.number', 'e.name'])
      .where('l.organization_id', '=', org)
      .where('l.from_kind', '=', 'entry')
      .where('l.from_id', '=', row.id)
      .where('l.relation', '=', 'made-of')
      .execute()
    const original =
      row.copied_from === null
        ? null
        : ((await handle.db
            .selectFrom('entries')
            .select(['id', 'number', 'name'])
            .where('organization_id', '=', org)
            .where('id', '=', row.copied_from)
            .executeTakeFirst()) ?? null)
    const mixtures = await handle.db
      .selectFrom('links as l')
      .innerJoin('entries as e', (join) =>
        join.onRef('e.organization_id', '=', 'l.organization_id').onRef('e.id', '=', 'l.from_id'),
      )
      .select(['e.id', 'e.number', 'e.name'])
      .where('l.organization_id', '=', org)
      .where('l.to_kind', '=', 'entry')
      .where('l.to_id', '=', row.id)
      .where('l.relation', '=', 'made-of')
      .execute()
    const cases = await handle.db
      .selectFrom('links as l')
      .innerJoin('cases as c', (join) =>
        join.onRef('c.organization_id', '=', 'l.organization_id').onRef('c.id', '=', 'l.from_id'),
      )
      .select(['c.id', 'c.number', 'c.subject', 'c.status', 'c.opened_at'])
      .where('l.organization_id', '=', org)
      .where('l.to_kind', '=', 'entry')
      .where('l.to_id', '=', row.id)
      .where('l.relation', '=', 'about')
      .orderBy('c.opened_at', 'desc')
      .limit(50)
      .execute()
    return {
      ...rowOf(handle, row),
      register: found.id,
      createdAt: row.created_at.toISOString(),
      names: await namesFor(handle, found, [row.fields]),
      copies,
      parts,
      original,
      mixtures,
      expired: row.keep_until !== null && row.keep_until < handle.today,
      cases: cases.map(({ opened_at, ...rest }) => ({
        ...rest,
        openedAt: opened_at.toISOString(),
      })),
      referring: await referring(handle, found, row.id),
      uses: await usesOf(handle, found, row),
      abilities: mayWrite(handle, found, row) ? ['update', 'copy'] : [],
    }
  },
})

/** Every version of a line with what changed from the one before, newest first. */
export const entryHistory = defineQuery({
  name: 'entry.history',
  input: EntryPath,
  authorise: readable,
  run: async (handle, input, { register: found }): Promise<EntryVersion[]> => {
    const versions = await handle.db
      .selectFrom('entry_versions')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .where('entry_id', '=', input.id)
      .orderBy('version')
      .execute()
    const titles = new Map(found.fields.map((field) => [field.id, field.title]))
    return versions
      .map((version, i) => ({
        version: version.version,
        at: version.changed_at.toISOString(),
        by: handle.organization.view.persons.get(version.changed_by ?? '')?.name ?? null,
        state: version.state,
        reason: version.reason,
        changes: diffValues(versions[i - 1]?.fields ?? {}, version.fields).map((change) => ({
          field: change.field,
          title: titles.get(change.field) ?? change.field,
          from: change.from ?? null,
          to: change.to ?? null,
        })),
      }))
      .toReversed()
  },
})
