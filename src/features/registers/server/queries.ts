import { Type } from 'typebox'
import { fieldToJson, findingsOf } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ListEntries } from '../contract/entries.ts'
import { EntryPath, RegisterPath } from '../contract/common.ts'
import type { RegisterSummary } from '../contract/registers.ts'
import type { EntryDetail } from '../contract/entries.ts'
import { isAddedPerEntry, mayAdd, mayWrite, registerOf, mayLoad } from './authorise.ts'
import { countingRegisters, usesOf } from './counts.ts'
import { countEntries, countRegisters, listEntries, toEntryRow } from './list.ts'
import { referenceNames } from './referenceNames.ts'
import { filterable, judgementOf } from './prepare.ts'
import { reachingRegisters } from './reach.ts'
import { mayAddByRole, mayAddSome, mayWriteSome, readFilterFor, readsOf } from './readFilter.ts'
import { readableEntry } from './readableEntry.ts'
import { referencesTo } from './references.ts'
import {
  disposalOf,
  endedStates,
  laterFields,
  manualStates,
  statesOf,
} from '#kernel/packs/states.ts'

/** All registers of the policy in the order of their sections. */
export const registers = defineQuery({
  name: 'register.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<RegisterSummary[]> => {
    const { registerGroups, registers: defined } = tx.organization.pack
    const place = ({ group }: Register): number =>
      group === undefined ? registerGroups.length : registerGroups.indexOf(group)
    const sorted = [...defined.values()].sort((a, b) => place(a) - place(b))
    const all = sorted.map((register) => ({
      register,
      retains:
        register.retention !== undefined ||
        register.fields.some((field) => field.type === 'retention'),
    }))
    const counts = await countRegisters(tx, all)
    return all.map(({ register }, i) => ({
      id: register.id,
      title: register.title,
      group: register.group ?? null,
      use: register.use ?? null,
      words: [...(register.words ?? [])],
      belongsTo: register.belongsTo,
      reads: readsOf(tx, register),
      mayWrite: mayWriteSome(tx, register),
      mayAdd: mayAddSome(tx, register),
      count: counts[i]?.count ?? 0,
      expired: counts[i]?.expired ?? 0,
    }))
  },
})

/** A register as the screens need it: its fields, classes, states, and what the actor may do. */
export const register = defineQuery({
  name: 'register.show',
  input: RegisterPath,
  authorise: (tx, input) => registerOf(tx, input.register),
  run: async (tx, _input, definition) => {
    const { classification } = tx.organization.pack
    return {
      id: definition.id,
      title: definition.title,
      belongsTo: definition.belongsTo,
      nameField: definition.nameField,
      classField: definition.classField ?? null,
      fields: definition.fields.map(fieldToJson),
      states: [...statesOf(definition)],
      byHand: Object.fromEntries(
        statesOf(definition).map((state) => [state, [...manualStates(definition, state)]]),
      ),
      endedStates: endedStates(tx.organization.pack, definition),
      disposal: disposalOf(definition) ?? null,
      judged: definition.fields.some((field) => field.should !== undefined),
      retentionField:
        definition.retention?.field ??
        definition.fields.find((field) => field.type === 'retention')?.id ??
        null,
      later: [...laterFields(tx.organization.pack, definition)],
      units: unitsFor(tx, definition),
      filterable: definition.fields
        .filter((field) => filterable.has(field.type))
        .map((field) => field.id),
      carries: [...definition.carries],
      reached: reachingRegisters(tx, definition).length > 0,
      counted: countingRegisters(tx, definition).length > 0,
      diagram: definition.diagram?.title ?? null,
      stocktake: definition.stocktake !== undefined,
      placed: definition.scope !== undefined,
      mayWrite: mayWriteSome(tx, definition),
      mayAdd: mayAddSome(tx, definition),
      mayImport: mayAddSome(tx, definition) || mayWriteSome(tx, definition) || mayLoad(tx),
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

/**
 * The units whose entries the actor may read, and whether they may add entries to them; none where
 * entries belong to the organisation.
 */
function unitsFor(
  tx: Transaction,
  definition: Register,
): { id: string; title: string; writable: boolean }[] {
  if (definition.belongsTo !== 'unit') return []
  const readable = new Set(
    readFilterFor(tx, definition)?.units ?? tx.organization.view.units.keys(),
  )
  const perEntry = isAddedPerEntry(definition) && mayAddByRole(tx, definition)
  return [...tx.organization.view.units.values()]
    .filter((unit) => readable.has(unit.id))
    .map(({ id, title }) => ({
      id,
      title,
      writable: perEntry || mayAdd(tx, definition, { unit_id: id }),
    }))
}

export const entries = defineQuery({
  name: 'entry.list',
  input: ListEntries,
  authorise: (tx, input) => registerOf(tx, input.register),
  run: (tx, input, definition) => listEntries(tx, definition, input),
})

export const entryCount = defineQuery({
  name: 'entry.count',
  input: ListEntries,
  authorise: (tx, input) => registerOf(tx, input.register),
  run: async (tx, input, definition) => ({ count: await countEntries(tx, definition, input) }),
})

export const entry = defineQuery({
  name: 'entry.show',
  input: EntryPath,
  authorise: readableEntry,
  run: async (tx, _input, { register: definition, row }): Promise<EntryDetail> => {
    const org = tx.organization.id
    const copies = await tx.db
      .selectFrom('entries')
      .select(['id', 'number', 'name'])
      .where('organization_id', '=', org)
      .where('copied_from', '=', row.id)
      .orderBy('number')
      .execute()
    const parts = await tx.db
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
        : ((await tx.db
            .selectFrom('entries')
            .select(['id', 'number', 'name'])
            .where('organization_id', '=', org)
            .where('id', '=', row.copied_from)
            .executeTakeFirst()) ?? null)
    const mixtures = await tx.db
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
    const cases = await tx.db
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
      ...toEntryRow(tx, row),
      register: definition.id,
      createdAt: row.created_at.toISOString(),
      names: await referenceNames(tx, definition, [row.fields]),
      copies,
      parts,
      original,
      mixtures,
      expired: row.keep_until !== null && row.keep_until < tx.today,
      findings: findingsOf(definition.fields, row.fields, judgementOf(tx, definition, row.fields)),
      cases: cases.map(({ opened_at, ...rest }) => ({
        ...rest,
        openedAt: opened_at.toISOString(),
      })),
      referring: await referencesTo(tx, definition, row.id),
      uses: await usesOf(tx, definition, row),
      abilities: [
        ...(mayWrite(tx, definition, row) ? (['update'] as const) : []),
        ...(mayAdd(tx, definition, { unit_id: row.unit_id, fields: row.fields })
          ? (['copy'] as const)
          : []),
      ],
    }
  },
})
