import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Field, FieldValues } from '../fields/types.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { OrganizationView } from '../organization/types.ts'
import { sealBoxesOf } from './seals.ts'
import type { CaseContext, CaseState } from './state.ts'

const names = Type.Record(Type.String(), Type.String())
const optional = Type.Optional

/**
 * What is stored with a case when it ends, besides its edition: the names of the people, units and
 * entries in it, by id; its titles; its seals. Cases that ended before records were kept have only
 * names.
 */
export const CaseRecord = Type.Object({
  persons: names,
  units: names,
  entries: names,
  titles: optional(
    Type.Object({
      procedure: Type.String(),
      /** Missing for a case that was withdrawn: the end has no title in its procedure. */
      outcome: optional(Type.String()),
      tone: Type.Union([Type.Literal('good'), Type.Literal('bad'), Type.Literal('neutral')]),
    }),
  ),
  seals: optional(
    Type.Array(
      Type.Object({
        step: Type.String(),
        roles: Type.Array(Type.String()),
        seal: Type.Object({
          role: Type.String(),
          name: optional(Type.String()),
          date: optional(Type.String()),
          decision: optional(Type.String()),
        }),
      }),
    ),
  ),
})
export type CaseRecord = Static<typeof CaseRecord>

/** The record of a case that has just ended. */
export function recordOf(procedure: Procedure, state: CaseState, context: CaseContext): CaseRecord {
  const end = procedure.ends.get(state.outcome ?? '')
  const found = {
    persons: new Set<string>(),
    units: new Set<string>(),
    entries: new Map<string, string>(),
  }
  found.persons.add(state.applicant)
  found.units.add(state.applicantUnit)
  for (const { person, insteadOf, paper, party } of state.history) {
    for (const id of [person, insteadOf, paper?.recorder])
      if (id !== undefined) found.persons.add(id)
    if (party !== undefined && party !== 'anyone' && 'person' in party)
      found.persons.add(party.person)
  }
  collect(procedure.fields, state.fields, found, context)
  for (const [id, values] of Object.entries(state.answers))
    collect(context.policy.handling.safeguards.get(id)?.asks ?? [], values, found, context)
  const { persons, units } = context.org
  return {
    persons: titled(found.persons, (id) => persons.get(id)?.name),
    units: titled(found.units, (id) => units.get(id)?.title),
    entries: Object.fromEntries(found.entries),
    titles: {
      procedure: procedure.title,
      ...(end && { outcome: end.title }),
      tone: end?.tone ?? 'neutral',
    },
    seals: sealBoxesOf(procedure, state, context).map(({ step, roles, seal }) => ({
      step,
      roles: [...roles],
      seal: { ...seal },
    })),
  }
}

interface Found {
  readonly persons: Set<string>
  readonly units: Set<string>
  readonly entries: Map<string, string>
}

/** Adds the ids in the values of these fields, with those in small tables. */
function collect(
  fields: readonly Field[],
  values: FieldValues,
  found: Found,
  context: CaseContext,
): void {
  for (const field of fields) {
    const all = [values[field.id] ?? []].flat()
    if (field.columns !== undefined)
      for (const row of all) collect(field.columns, row as FieldValues, found, context)
    for (const id of all.filter((value) => typeof value === 'string')) {
      if (field.type === 'person' || field.type === 'persons') found.persons.add(id)
      if (field.type === 'unit' || field.type === 'units') found.units.add(id)
      if (field.type === 'line' || field.type === 'lines') {
        const name = context.format?.entry?.(field.register ?? '', id)
        if (name !== undefined) found.entries.set(id, name)
      }
    }
  }
}

function titled(
  ids: ReadonlySet<string>,
  nameOf: (id: string) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const name = nameOf(id)
      return name === undefined ? [] : [[id, name] as const]
    }),
  )
}

/** The organisation with the people and units called as the record calls them. */
export function viewOfDay(view: OrganizationView, record: CaseRecord): OrganizationView {
  const persons = new Map(view.persons)
  for (const [id, name] of Object.entries(record.persons))
    persons.set(id, { ...(persons.get(id) ?? { id, unit: '', employment: '', posts: [] }), name })
  const units = new Map(view.units)
  for (const [id, title] of Object.entries(record.units))
    units.set(id, { ...(units.get(id) ?? { id }), title })
  return { ...view, persons, units }
}
