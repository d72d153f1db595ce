import { Type } from 'typebox'
import { dayWords } from '#kernel/words/days.ts'
import { covers, seatTitle } from '#kernel/organization/index.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { NewPerson, PersonChange, Phones } from '../../contract/persons.ts'
import { IdPath, Version } from '../../contract/common.ts'
import { demandAdminister, mayAdminister } from '../authorise.ts'
import { nextVersion, personRow } from '../rows.ts'
import { changesOf, demandDates, demandVersion } from '../version.ts'

const demandKeeper = (tx: Transaction): void =>
  demandAdminister(tx, { ja: '職員等の変更', en: 'changing members of staff' })

export const createPerson = defineAction({
  name: 'person.create',
  title: { ja: '職員等を登録した', en: 'Added a member of staff' },
  input: NewPerson,
  authorise: demandKeeper,
  async run(tx, input) {
    if (!tx.organization.view.units.has(input.unit)) refuse('not-found', { what: nouns.unit })
    demandDates(input.from, input.to)
    await demandFreeNumber(tx, input.number)
    const id = tx.newId()
    await tx.db
      .insertInto('persons')
      .values({ organization_id: tx.organization.id, id, ...columnsOf(input) })
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
  authorise: demandKeeper,
  async run(tx, { id, version, ...input }) {
    const row = await personRow(tx, id)
    await demandVersion(tx, { kind: 'person', id }, row.version, version)
    if (input.unit !== undefined && !tx.organization.view.units.has(input.unit))
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
    if (after.number !== before.number) await demandFreeNumber(tx, after.number)
    if (after.to && after.to !== before.to) demandHandedOver(tx, id, row.name, after.to)
    await tx.db
      .updateTable('persons')
      .set({ ...columnsOf(after), version: nextVersion })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .execute()
    return {
      result: { id, version: row.version + 1 },
      event: { subject: { kind: 'person', id }, detail: { changes: changesOf(before, input) } },
      organizationChanged: true,
    }
  },
})

/**
 * Changes the actor's own telephone numbers, or those of others for the keeper of the emergency
 * network.
 */
export const updatePhones = defineAction({
  name: 'person.phones',
  title: { ja: '電話番号を変えた', en: 'Changed telephone numbers' },
  input: Type.Object({ ...IdPath.properties, ...Phones.properties, version: Version }),
  authorise: (tx, input) => {
    if (input.id !== actorPerson(tx) && !mayAdminister(tx))
      demandAdminister(tx, {
        ja: 'ほかの人の電話番号の変更',
        en: 'changing the telephone numbers of others',
      })
  },
  async run(tx, input) {
    const row = await personRow(tx, input.id)
    await demandVersion(tx, { kind: 'person', id: row.id }, row.version, input.version)
    const { phone = row.phone, emergencyPhone = row.emergency_phone } = input
    await tx.db
      .updateTable('persons')
      .set({ phone, emergency_phone: emergencyPhone, version: nextVersion })
      .where('organization_id', '=', tx.organization.id)
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

async function demandFreeNumber(tx: Transaction, number: string | null | undefined): Promise<void> {
  if (!number) return
  const holder = await tx.db
    .selectFrom('persons')
    .select('name')
    .where('organization_id', '=', tx.organization.id)
    .where('number', '=', number)
    .executeTakeFirst()
  if (holder)
    throw new ProblemError(
      problem(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/number',
              detail: {
                ja: `番号 ${number} は${holder.name}さんが使っています。別の番号にしてください。`,
                en: `The number ${number} belongs to ${holder.name}. Choose another one.`,
              },
            },
          ],
        },
      ),
    )
}

/** Refuses a last day while an appointment of the person would be in force after it. */
function demandHandedOver(tx: Transaction, id: string, name: string, to: string): void {
  const { view, pack } = tx.organization
  const openAssignments = view.assignments.filter(
    (assignment) =>
      assignment.person === id &&
      (assignment.to === undefined || assignment.to > to) &&
      (assignment.from > to || covers(assignment, to)),
  )
  if (openAssignments.length === 0) return
  const by = openAssignments.map((assignment): Words => {
    const seat = seatTitle(view, pack.roles, {
      role: assignment.role,
      scope: assignment.scope,
      id: assignment.scopeId,
    })
    const from = dayWords(assignment.from)
    return { ja: `${seat}（${from.ja}から）`, en: `${seat} (from ${from.en})` }
  })
  refuse('person-in-use', { name, by: listed(by) })
}
