import { Type } from 'typebox'
import { isWithin } from '#kernel/organization/index.ts'
import { placeKinds, scopeWords } from '#kernel/packs/who.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { NewUnit, UnitChange } from '../../contract/units.ts'
import { IdPath, LastDay, Version } from '../../contract/common.ts'
import { demandAdminister } from '../authorise.ts'
import { nextVersion, unitRow } from '../rows.ts'
import { changesOf, demandVersion } from '../version.ts'

const demandKeeper = (tx: Transaction): void =>
  demandAdminister(tx, { ja: '所属の変更', en: 'changing units' })

export const createUnit = defineAction({
  name: 'unit.create',
  title: { ja: '所属を作った', en: 'Created a unit' },
  input: NewUnit,
  authorise: demandKeeper,
  async run(tx, input) {
    if (input.parent && !tx.organization.view.units.has(input.parent))
      refuse('not-found', { what: nouns.parentUnit })
    const id = tx.newId()
    await tx.db
      .insertInto('units')
      .values({
        organization_id: tx.organization.id,
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
  title: { ja: '所属を変えた', en: 'Changed a unit' },
  input: Type.Object({ ...IdPath.properties, ...UnitChange.properties, version: Version }),
  authorise: demandKeeper,
  async run(tx, input) {
    const row = await unitRow(tx, input.id)
    await demandVersion(tx, { kind: 'unit', id: row.id }, row.version, input.version)
    if (input.parent) demandNoCircle(tx, row.id, row.title, input.parent)
    const {
      title = row.title,
      kana = row.kana,
      parent = row.parent_id,
      position = row.position,
    } = input
    await tx.db
      .updateTable('units')
      .set({ title, kana, parent_id: parent, position, version: nextVersion })
      .where('organization_id', '=', tx.organization.id)
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

/**
 * Ends a unit in which nobody works and to which nothing belongs; it remains in all records. An end
 * that is still to come can be entered before people have moved: past it, the unit stays as long as
 * somebody works in it.
 */
export const endUnit = defineAction({
  name: 'unit.end',
  title: { ja: '所属を終わらせた', en: 'Ended a unit' },
  input: Type.Object({ ...IdPath.properties, ...LastDay.properties, version: Version }),
  authorise: demandKeeper,
  async run(tx, input) {
    const row = await unitRow(tx, input.id)
    await demandVersion(tx, { kind: 'unit', id: row.id }, row.version, input.version)
    const { view } = tx.organization
    const by: readonly Words[] = [
      ...([...view.units.values()].some((unit) => unit.parent === row.id)
        ? [{ ja: '下位の所属', en: 'units below it' }]
        : []),
      ...([...view.persons.values()].some(
        (person) => person.unit === row.id && (person.to === undefined || person.to > input.on),
      )
        ? [{ ja: '在籍する職員等', en: 'members of staff' }]
        : []),
      ...placeKinds
        .filter((scope) =>
          [...view.places.values()].some(
            (place) => place.scope === scope && place.unit === row.id && place.inactive !== true,
          ),
        )
        .map((scope) => scopeWords[scope]),
    ]
    if (by.length > 0 && input.on <= tx.today)
      refuse('unit-in-use', { unit: row.title, by: listed(by) })
    await tx.db
      .updateTable('units')
      .set({ ended_on: input.on, version: nextVersion })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    return {
      result: { id: row.id, version: row.version + 1 },
      event: {
        subject: { kind: 'unit', id: row.id },
        detail: { title: row.title, on: input.on, ...(by.length > 0 ? { left: by } : {}) },
      },
      organizationChanged: true,
    }
  },
})

function demandNoCircle(tx: Transaction, id: string, title: string, parent: string): void {
  const { view } = tx.organization
  const above = view.units.get(parent) ?? refuse('not-found', { what: nouns.parentUnit })
  if (isWithin(view, parent, id))
    refuse(
      'unit-circle',
      { unit: title, parent: above.title },
      {
        faults: [
          {
            at: '/parent',
            detail: { ja: '別の上位の所属を選んでください。', en: 'Choose another unit above it.' },
          },
        ],
      },
    )
}
