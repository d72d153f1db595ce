import { Type } from 'typebox'
import type { Static } from 'typebox'
import { addDays } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { notify } from '#features/tasks/server/public.ts'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { IdPath, Version } from '../../contract/common.ts'
import {
  AbsenceChange,
  DeputyAnswer,
  NewAbsence,
  SubstitutionsQuery,
} from '../../contract/absences.ts'
import type { Substitutions } from '../../contract/absences.ts'
import {
  askDeputies,
  askOpen,
  deputyRows,
  forgetDeputies,
  seatTitleOf,
  stopAsking,
  substitutionsFor,
} from '../deputies.ts'
import { demandAdminister, leadsUnitOf, mayAdminister } from '../authorise.ts'
import { absenceRow, nextVersion } from '../rows.ts'
import { changesOf, demandDates, demandVersion } from '../version.ts'
import { dayWords } from '#kernel/words/days.ts'

/**
 * Whether the actor may write the absences of a person: their own, those of persons whose unit they
 * lead, and as administrator everybody's.
 */
export function mayWriteAbsence(tx: Transaction, person: string): boolean {
  return actorPerson(tx) === person || leadsUnitOf(tx, person) || mayAdminister(tx)
}

function demandAbsence(tx: Transaction, person: string): void {
  if (!tx.organization.view.persons.has(person)) refuse('not-found', { what: nouns.staff })
  if (!mayWriteAbsence(tx, person))
    demandAdminister(tx, {
      ja: 'ほかの所属の人の不在の登録',
      en: 'recording absences for people of other units',
    })
}

export const createAbsence = defineAction({
  name: 'absence.create',
  title: { ja: '不在を登録した', en: 'Recorded an absence' },
  input: NewAbsence,
  authorise: (tx, input) => demandAbsence(tx, input.person),
  async run(tx, input) {
    demandDates(input.from, input.to)
    await demandNoOverlap(tx, input)
    const id = tx.newId()
    await tx.db
      .insertInto('absences')
      .values({
        organization_id: tx.organization.id,
        id,
        person_id: input.person,
        from_on: input.from,
        to_on: input.to,
        note: input.note ?? null,
      })
      .execute()
    const substitutions = await askDeputies(tx, id, input)
    return {
      result: { id, version: 1 },
      event: {
        subject: { kind: 'absence', id },
        detail: {
          person: input.person,
          from: input.from,
          to: input.to,
          deputies: substitutions.map(({ seat, persons }) => ({
            role: seat.role,
            scope: seat.scope,
            scopeId: seat.id,
            persons,
          })),
        },
      },
      organizationChanged: true,
    }
  },
})

export const updateAbsence = defineAction({
  name: 'absence.update',
  title: { ja: '不在を変えた', en: 'Changed an absence' },
  input: Type.Object({ ...IdPath.properties, ...AbsenceChange.properties, version: Version }),
  authorise: loadWritableAbsence,
  async run(tx, input, row) {
    await demandVersion(tx, { kind: 'absence', id: row.id }, row.version, input.version)
    const { from = row.from_on, to = row.to_on, note = row.note } = input
    demandDates(from, to)
    await demandNoOverlap(tx, { person: row.person_id, from, to }, row.id)
    await tx.db
      .updateTable('absences')
      .set({ from_on: from, to_on: to, note, version: nextVersion })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    if (from !== row.from_on || to !== row.to_on) {
      await forgetDeputies(tx, row.id)
      await askDeputies(tx, row.id, { person: row.person_id, from, to })
    }
    const changes = changesOf({ from: row.from_on, to: row.to_on }, { from, to })
    return {
      result: { id: row.id, version: row.version + 1 },
      event: {
        subject: { kind: 'absence', id: row.id },
        detail: { person: row.person_id, changes },
      },
      organizationChanged: true,
    }
  },
})

/**
 * Withdraws an absence. One that has begun ends yesterday; one that has not is deleted, and the
 * journal records it.
 */
export const endAbsence = defineAction({
  name: 'absence.end',
  title: { ja: '不在を取り消した', en: 'Took an absence back' },
  input: Type.Object({ ...IdPath.properties, version: Version }),
  authorise: loadWritableAbsence,
  async run(tx, input, row) {
    await demandVersion(tx, { kind: 'absence', id: row.id }, row.version, input.version)
    const hasBegun = row.from_on < tx.today
    const absences = { organization_id: tx.organization.id, id: row.id }
    if (hasBegun) {
      await stopAsking(tx, row.id)
      const yesterday = addDays(tx.today, -1)
      await tx.db
        .updateTable('absences')
        .set({ to_on: yesterday < row.to_on ? yesterday : row.to_on, version: nextVersion })
        .where('organization_id', '=', absences.organization_id)
        .where('id', '=', row.id)
        .execute()
    } else {
      await forgetDeputies(tx, row.id)
      await tx.db
        .deleteFrom('absences')
        .where('organization_id', '=', absences.organization_id)
        .where('id', '=', row.id)
        .execute()
    }
    return {
      result: undefined,
      event: {
        subject: { kind: 'absence', id: row.id },
        detail: { person: row.person_id, from: row.from_on, to: row.to_on, begun: hasBegun },
      },
      organizationChanged: true,
    }
  },
})

/** A deputy says whether they can act; the absent person is told of a no. */
export const answerAbsence = defineAction({
  name: 'absence.answer',
  title: { ja: '代行できるか答えた', en: 'Said whether they can act as deputy' },
  input: Type.Object({ ...IdPath.properties, ...DeputyAnswer.properties }),
  async authorise(tx, { id }) {
    const row = await absenceRow(tx, id)
    const person = actorPerson(tx)
    const own = (await deputyRows(tx, [id])).filter((deputy) => deputy.person_id === person)
    if (person === undefined || own.length === 0) refuse('not-found', { what: nouns.absence })
    return { row, person, own }
  },
  async run(tx, { id, answer, comment }, { row, person, own }) {
    const said = comment?.trim() ?? ''
    if (answer === 'no' && said === '')
      refuse(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/comment',
              detail: { ja: '代われないわけを書いてください。', en: 'Say why you cannot.' },
            },
          ],
        },
      )
    await tx.db
      .updateTable('absence_deputies')
      .set({ answer, comment: said === '' ? null : said, answered_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('absence_id', '=', id)
      .where('person_id', '=', person)
      .execute()
    await askOpen(tx, id, { person: row.person_id, from: row.from_on, to: row.to_on })
    const name = tx.organization.view.persons.get(person)?.name ?? ''
    const seats = own.map(({ seat }) => seatTitleOf(tx, seat)).join('、')
    const from = dayWords(row.from_on)
    const outgoing =
      answer === 'no'
        ? await notify(
            tx,
            [row.person_id],
            {
              ja: `${name}さんは${from.ja}からの代行（${seats}）ができません：${said}`,
              en: `${name} cannot act for you from ${from.en} (${seats}): ${said}`,
            },
            '/organization/absences',
          )
        : []
    return {
      result: undefined,
      event: {
        subject: { kind: 'absence', id },
        detail: { person: row.person_id, answer, ...(said === '' ? {} : { comment: said }) },
      },
      outgoing,
    }
  },
})

/** Whom an absence would leave acting, for those who may record it. */
export const substitutions = defineQuery({
  name: 'absence.substitutions',
  input: SubstitutionsQuery,
  authorise: (tx, input) => demandAbsence(tx, input.person),
  async run(tx, input): Promise<Static<typeof Substitutions>> {
    demandDates(input.from, input.to)
    return substitutionsFor(tx, input).map(({ seat, persons }) => ({
      seat: seatTitleOf(tx, seat),
      persons: persons.map((id) => ({
        id,
        name: tx.organization.view.persons.get(id)?.name ?? '',
      })),
    }))
  },
})

async function loadWritableAbsence(tx: Transaction, input: { readonly id: string }) {
  const row = await absenceRow(tx, input.id)
  demandAbsence(tx, row.person_id)
  return row
}

async function demandNoOverlap(
  tx: Transaction,
  input: { person: string; from: string; to: string },
  except?: string,
): Promise<void> {
  const other = await tx.db
    .selectFrom('absences')
    .select(['from_on', 'to_on'])
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', '=', input.person)
    .where('from_on', '<=', input.to)
    .where('to_on', '>=', input.from)
    .$if(except !== undefined, (q) => q.where('id', '!=', except!))
    .limit(1)
    .executeTakeFirst()
  const name = tx.organization.view.persons.get(input.person)?.name ?? ''
  if (other)
    refuse('absence-twice', { name, from: dayWords(other.from_on), to: dayWords(other.to_on) })
}
