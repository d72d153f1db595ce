import { Type } from 'typebox'
import { formatEra } from '#kernel/calendar/index.ts'
import { covers, seatTitle } from '#kernel/organization/index.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { IdPath, NewPerson, PersonChange, Phones, Version } from '../../contract.ts'
import { demandAdminister, mayAdminister } from '../authorise.ts'
import { nextVersion, personRow } from '../rows.ts'
import { changesOf, demandDates, demandVersion } from '../version.ts'

const keeper = (handle: Handle): void =>
  demandAdminister(handle, { ja: '職員等の変更', en: 'changing members of staff' })

export const createPerson = defineAction({
  name: 'person.create',
  title: { ja: '職員等を登録した', en: 'Added a member of staff' },
  input: NewPerson,
  authorise: keeper,
  async run(handle, input) {
    if (!handle.organization.view.units.has(input.unit)) refuse('not-found', { what: nouns.unit })
    demandDates(input.from, input.to)
    await demandFreeNumber(handle, input.number)
    const id = handle.newId()
    await handle.db
      .insertInto('persons')
      .values({ organization_id: handle.organization.id, id, ...columnsOf(input) })
      .execute()
    return {
      result: { id, version: 1 },
      event: { subject: { kind: 'person', id }, detail: { ...input } },
      organizationChanged: true,
    }
  },
})

export const updatePerson = defineAction({
  name: 'person.update',
  title: { ja: '職員等を変えた', en: 'Changed a member of staff' },
  input: Type.Object({ ...IdPath.properties, ...PersonChange.properties, version: Version }),
  authorise: keeper,
  async run(handle, { id, version, ...input }) {
    const row = await personRow(handle, id)
    await demandVersion(handle, { kind: 'person', id }, row.version, version)
    if (input.unit !== undefined && !handle.organization.view.units.has(input.unit))
      refuse('not-found', { what: nouns.unit })
    const before = {
      name: row.name,
      kana: row.kana,
      unit: row.unit_id,
      employment: row.employment,
      number: row.number,
      email: row.email,
      phone: row.phone,
      emergencyPhone: row.emergency_phone,
      from: row.from_on,
      to: row.to_on,
    }
    const after = { ...before, ...input }
    demandDates(after.from, after.to)
    if (after.number !== before.number) await demandFreeNumber(handle, after.number)
    if (after.to && after.to !== before.to) demandHandedOver(handle, id, row.name, after.to)
    await handle.db
      .updateTable('persons')
      .set({ ...columnsOf(after), version: nextVersion })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .execute()
    return {
      result: { id, version: row.version + 1 },
      event: { subject: { kind: 'person', id }, detail: { changes: changesOf(before, input) } },
      organizationChanged: true,
    }
  },
})

/** One's own telephone numbers, or those of others for who keeps the emergency network. */
export const updatePhones = defineAction({
  name: 'person.phones',
  title: { ja: '電話番号を変えた', en: 'Changed telephone numbers' },
  input: Type.Object({ ...IdPath.properties, ...Phones.properties, version: Version }),
  authorise: (handle, input) => {
    if (input.id !== actorPerson(handle) && !mayAdminister(handle))
      demandAdminister(handle, {
        ja: 'ほかの人の電話番号の変更',
        en: 'changing the telephone numbers of others',
      })
  },
  async run(handle, input) {
    const row = await personRow(handle, input.id)
    await demandVersion(handle, { kind: 'person', id: row.id }, row.version, input.version)
    const { phone = row.phone, emergencyPhone = row.emergency_phone } = input
    await handle.db
      .updateTable('persons')
      .set({ phone, emergency_phone: emergencyPhone, version: nextVersion })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.id)
      .execute()
    const changed = [
      ...(phone === row.phone ? [] : ['phone']),
      ...(emergencyPhone === row.emergency_phone ? [] : ['emergencyPhone']),
    ]
    return {
      result: { id: row.id, version: row.version + 1 },
      event: { subject: { kind: 'person', id: row.id }, detail: { changed } },
    }
  },
})

type Columns = { name: string; kana: string; unit: string; employment: string } & {
  [key in 'number' | 'email' | 'phone' | 'emergencyPhone' | 'from' | 'to']?:
    | string
    | null
    | undefined
}

function columnsOf(input: Columns) {
  return {
    name: input.name,
    kana: input.kana,
    unit_id: input.unit,
    employment: input.employment,
    number: input.number ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    emergency_phone: input.emergencyPhone ?? null,
    from_on: input.from ?? null,
    to_on: input.to ?? null,
  }
}

async function demandFreeNumber(handle: Handle, number: string | null | undefined): Promise<void> {
  if (!number) return
  const taken = await handle.db
    .selectFrom('persons')
    .select('name')
    .where('organization_id', '=', handle.organization.id)
    .where('number', '=', number)
    .executeTakeFirst()
  if (taken)
    throw new ProblemError(
      problem(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/number',
              detail: {
                ja: `番号 ${number} は${taken.name}さんが使っています。別の番号にしてください。`,
                en: `The number ${number} belongs to ${taken.name}. Choose another one.`,
              },
            },
          ],
        },
      ),
    )
}

/** Appointments of the person that would still be in force after the last day must be ended first. */
function demandHandedOver(handle: Handle, id: string, name: string, to: string): void {
  const { view, pack } = handle.organization
  const left = view.assignments.filter(
    (one) =>
      one.person === id &&
      (one.to === undefined || one.to > to) &&
      (one.from > to || covers(one, to)),
  )
  if (left.length === 0) return
  const by = left.map((one): Words => {
    const seat = seatTitle(view, pack.roles, { role: one.role, scope: one.scope, id: one.scopeId })
    const from = formatEra(one.from)
    return { ja: `${seat}（${from}から）`, en: `${seat} (from ${from})` }
  })
  refuse('person-in-use', { name, by: listed(by) })
}
