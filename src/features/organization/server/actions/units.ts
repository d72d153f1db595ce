import { Type } from 'typebox'
import { within } from '#kernel/organization/index.ts'
import { placeKinds, scopeTitles } from '#kernel/packs/who.ts'
import { refuse } from '#kernel/problems/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { IdPath, LastDay, NewUnit, UnitChange, Version } from '../../contract.ts'
import { demandAdminister } from '../authorise.ts'
import { nextVersion, unitRow } from '../rows.ts'
import { changesOf, demandVersion } from '../version.ts'

const keeper = (handle: Handle): void => demandAdminister(handle, '所属の変更')

export const createUnit = defineAction({
  name: 'unit.create',
  title: '所属を作った',
  input: NewUnit,
  authorise: keeper,
  async run(handle, input) {
    if (input.parent && !handle.organization.view.units.has(input.parent))
      refuse('not-found', { what: '上位の所属' })
    const id = handle.newId()
    await handle.db
      .insertInto('units')
      .values({
        organization_id: handle.organization.id,
        id,
        title: input.title,
        kana: input.kana ?? '',
        parent_id: input.parent ?? null,
        position: input.position ?? 0,
      })
      .execute()
    return {
      result: { id, version: 1 },
      event: { subject: { kind: 'unit', id }, detail: { ...input } },
      organizationChanged: true,
    }
  },
})

export const updateUnit = defineAction({
  name: 'unit.update',
  title: '所属を変えた',
  input: Type.Object({ ...IdPath.properties, ...UnitChange.properties, version: Version }),
  authorise: keeper,
  async run(handle, input) {
    const row = await unitRow(handle, input.id)
    await demandVersion(handle, { kind: 'unit', id: row.id }, row.version, input.version)
    if (input.parent) demandNoCircle(handle, row.id, row.title, input.parent)
    const {
      title = row.title,
      kana = row.kana,
      parent = row.parent_id,
      position = row.position,
    } = input
    await handle.db
      .updateTable('units')
      .set({ title, kana, parent_id: parent, position, version: nextVersion })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.id)
      .execute()
    const changes = changesOf(
      { title: row.title, kana: row.kana, parent: row.parent_id, position: row.position },
      { title, kana, parent, position },
    )
    return {
      result: { id: row.id, version: row.version + 1 },
      event: { subject: { kind: 'unit', id: row.id }, detail: { changes } },
      organizationChanged: true,
    }
  },
})

/** Ends a unit that nobody works in and nothing hangs on; it stays in every record. */
export const endUnit = defineAction({
  name: 'unit.end',
  title: '所属を終わらせた',
  input: Type.Object({ ...IdPath.properties, ...LastDay.properties, version: Version }),
  authorise: keeper,
  async run(handle, input) {
    const row = await unitRow(handle, input.id)
    await demandVersion(handle, { kind: 'unit', id: row.id }, row.version, input.version)
    const { view } = handle.organization
    const by = [
      ...([...view.units.values()].some((unit) => unit.parent === row.id) ? ['下位の所属'] : []),
      ...([...view.persons.values()].some(
        (person) => person.unit === row.id && (person.to === undefined || person.to > input.on),
      )
        ? ['在籍する職員等']
        : []),
      ...placeKinds
        .filter((scope) =>
          [...view.places.values()].some(
            (place) => place.scope === scope && place.unit === row.id && place.over !== true,
          ),
        )
        .map((scope) => scopeTitles[scope]),
    ]
    if (by.length > 0) refuse('unit-in-use', { unit: row.title, by: by.join('、') })
    await handle.db
      .updateTable('units')
      .set({ ended_on: input.on, version: nextVersion })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.id)
      .execute()
    return {
      result: { id: row.id, version: row.version + 1 },
      event: { subject: { kind: 'unit', id: row.id }, detail: { title: row.title, on: input.on } },
      organizationChanged: true,
    }
  },
})

function demandNoCircle(handle: Handle, id: string, title: string, parent: string): void {
  const { view } = handle.organization
  const above = view.units.get(parent) ?? refuse('not-found', { what: '上位の所属' })
  if (within(view, parent, id))
    refuse(
      'unit-circle',
      { unit: title, parent: above.title },
      { faults: [{ at: '/parent', detail: '別の上位の所属を選んでください。' }] },
    )
}
