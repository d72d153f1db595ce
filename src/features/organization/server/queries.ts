import { sql } from 'kysely'
import { Type } from 'typebox'
import {
  ancestors,
  covers,
  leadersOf,
  seatsHeldBy,
  staffOn,
  unitsUnder,
} from '#kernel/organization/index.ts'
import { searchKey } from '#kernel/fields/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import { looksAt } from '#platform/access/led.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { PersonsQuery } from '../contract/persons.ts'
import { IdPath } from '../contract/common.ts'
import type { UnitsAnswer } from '../contract/units.ts'
import type { PostRow } from '../contract/posts.ts'
import type { PersonDetail, PersonsPage } from '../contract/persons.ts'
import type { AbsenceRow } from '../contract/absences.ts'
import { mayWriteAbsence } from './actions/absences.ts'
import { deputyRows, seatTitleOf } from './deputies.ts'
import { leadsUnitOf, mayAdminister } from './authorise.ts'
import { describeAssignment, describeSeat, postsToday } from './describe.ts'

const positions = cursorsOf('persons', 'text', 'uuid')

/** The tree of units with the head of each today. Everybody of the organisation may read it. */
export const units = defineQuery({
  name: 'unit.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<UnitsAnswer> => {
    const { view } = tx.organization
    const rows = await tx.db
      .selectFrom('units')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .orderBy('position')
      .orderBy('kana')
      .orderBy('id')
      .execute()
    const staff = staffOn(view, tx.today)
    const people = Map.groupBy(
      [...view.persons.values()].filter((person) => covers(person, tx.today)),
      (person) => person.unit,
    )
    const mayLook = looksAt(tx)
    return {
      units: rows.map((row) => {
        const head = leadersOf(staff, row.id, 'head')[0]
        return {
          id: row.id,
          title: row.title,
          kana: row.kana,
          parent: row.parent_id,
          position: row.position,
          version: row.version,
          endedOn: row.ended_on,
          ended: !view.units.has(row.id),
          people: people.get(row.id)?.length ?? 0,
          mayLook: view.units.has(row.id) && mayLook(row.id),
          head: head
            ? { id: head.person, name: view.persons.get(head.person)?.name ?? '', post: head.via }
            : null,
        }
      }),
      abilities: mayAdminister(tx) ? ['administer'] : [],
      policyPosts: [...tx.organization.pack.posts].map(([id, post]) => ({
        id,
        title: post.title,
      })),
    }
  },
})

export const posts = defineQuery({
  name: 'post.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<PostRow[]> => {
    const { view } = tx.organization
    const rows = await tx.db
      .selectFrom('posts')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', tx.today)]))
      .orderBy('position')
      .orderBy('title')
      .execute()
    const staff = staffOn(view, tx.today)
    return rows.map((row) => ({
      id: row.id,
      title: row.title,
      unit: row.unit_id,
      unitTitle: view.units.get(row.unit_id)?.title ?? '',
      leads: row.leads,
      key: row.key,
      version: row.version,
      endedOn: row.ended_on,
      holders: staff
        .holdersOf(row.id)
        .map((id) => ({ id, name: view.persons.get(id)?.name ?? '' })),
    }))
  },
})

const keyOf = (text: string): string => searchKey(text).replaceAll(/\s/g, '')

/** Persons whose name, kana, number or address holds the key, whatever the shape of its kanji. */
async function personsLike(tx: Transaction, needle: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'kana', 'number', 'email'])
    .where('organization_id', '=', tx.organization.id)
    .execute()
  return rows
    .filter(({ name, kana, number, email }) =>
      keyOf([name, kana, number ?? '', email ?? ''].join('|')).includes(needle),
    )
    .map(({ id }) => id)
}

/** A page of persons, by kana. */
export const persons = defineQuery({
  name: 'person.list',
  input: PersonsQuery,
  authorise: () => undefined,
  run: async (tx, input): Promise<PersonsPage> => {
    const { view } = tx.organization
    const limit = input.limit ?? 50
    let query = tx.db
      .selectFrom('persons')
      .select([
        'id',
        'number',
        'name',
        'kana',
        'unit_id',
        'employment',
        'phone',
        'from_on',
        'to_on',
      ])
      .where('organization_id', '=', tx.organization.id)
    if (input.unit)
      query = query.where(
        'unit_id',
        'in',
        view.units.has(input.unit) ? unitsUnder(view, input.unit) : [input.unit],
      )
    if (!input.left)
      query = query.where((where) =>
        where.or([where('to_on', 'is', null), where('to_on', '>=', tx.today)]),
      )
    const needle = keyOf(input.q ?? '')
    if (needle !== '')
      query = query.where(sql<boolean>`id = any(${await personsLike(tx, needle)}::uuid[])`)
    if (input.after !== undefined) {
      const [kana, id] = positions.read(input.after)
      query = query.where(sql<boolean>`(kana, id) > (${kana}, ${id}::uuid)`)
    }
    const batch = await query
      .orderBy('kana')
      .orderBy('id')
      .limit(limit + 1)
      .execute()
    const staff = staffOn(view, tx.today)
    const rows = batch.slice(0, limit).map((row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      kana: row.kana,
      unit: row.unit_id,
      unitTitle: view.units.get(row.unit_id)?.title ?? '',
      posts: postsToday(tx, row.id),
      employment: row.employment,
      phone: row.phone,
      present: staff.isPresent(row.id),
      left: row.to_on !== null && row.to_on < tx.today,
    }))
    const last = rows.at(-1)
    return {
      rows,
      ...(batch.length > limit && last ? { next: positions.write([last.kana, last.id]) } : {}),
    }
  },
})

/** One person with posts, roles, every appointment, and current and future absences. */
export const person = defineQuery({
  name: 'person.read',
  input: IdPath,
  authorise: () => undefined,
  run: async (tx, input): Promise<PersonDetail> => {
    const { view, pack, id: organizationId } = tx.organization
    const row =
      (await tx.db
        .selectFrom('persons')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', input.id)
        .executeTakeFirst()) ?? refuse('not-found', { what: nouns.staff })
    const holdings = await tx.db
      .selectFrom('person_posts')
      .select(['id', 'post_id', 'from_on', 'to_on'])
      .where('organization_id', '=', organizationId)
      .where('person_id', '=', row.id)
      .orderBy('from_on', 'desc')
      .execute()
    const assignments = await tx.db
      .selectFrom('assignments')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('person_id', '=', row.id)
      .orderBy('from_on', 'desc')
      .orderBy('id')
      .execute()
    const own = actorPerson(tx) === row.id
    const administers = mayAdminister(tx)
    return {
      id: row.id,
      number: row.number,
      name: row.name,
      kana: row.kana,
      unit: row.unit_id,
      unitPath: ancestors(view, row.unit_id)
        .map((unit) => view.units.get(unit)?.title ?? '')
        .toReversed(),
      employment: row.employment,
      email: row.email,
      phone: row.phone,
      emergencyPhone: own || administers || leadsUnitOf(tx, row.id) ? row.emergency_phone : null,
      from: row.from_on,
      to: row.to_on,
      version: row.version,
      posts: holdings.map((holding) => {
        const post = view.posts.get(holding.post_id)
        return {
          id: holding.id,
          post: holding.post_id,
          title: post?.title ?? '',
          unitTitle: view.units.get(post?.unit ?? '')?.title ?? '',
          from: holding.from_on,
          to: holding.to_on,
        }
      }),
      roles: seatsHeldBy(view, pack.roles, row.id, tx.today).map((seat) => describeSeat(tx, seat)),
      assignments: assignments.map((assignment) => describeAssignment(tx, assignment)),
      absences: await absencesOf(tx, row.id),
      abilities: [
        ...(administers ? ['administer'] : []),
        ...(own || administers ? ['phones'] : []),
        ...(mayWriteAbsence(tx, row.id) ? ['absences'] : []),
      ],
    }
  },
})

/** Absences of today and later, of one person or of everybody. */
export const absences = defineQuery({
  name: 'absence.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: (tx) => absencesOf(tx),
})

async function absencesOf(tx: Transaction, person?: string): Promise<AbsenceRow[]> {
  const rows = await tx.db
    .selectFrom('absences')
    .selectAll()
    .where('organization_id', '=', tx.organization.id)
    .where('to_on', '>=', tx.today)
    .$if(person !== undefined, (q) => q.where('person_id', '=', person!))
    .orderBy('from_on')
    .orderBy('id')
    .execute()
  const deputies = Map.groupBy(
    await deputyRows(
      tx,
      rows.map((row) => row.id),
    ),
    (row) => row.absence_id,
  )
  const { persons: known } = tx.organization.view
  // The note of an absence is only for those who may change it.
  return rows.map((row) => ({
    deputies: (deputies.get(row.id) ?? []).map((deputy) => ({
      seat: seatTitleOf(tx, deputy.seat),
      person:
        deputy.person_id === null
          ? null
          : { id: deputy.person_id, name: known.get(deputy.person_id)?.name ?? '' },
      answer: deputy.answer,
      comment: mayWriteAbsence(tx, row.person_id) ? deputy.comment : null,
      own: deputy.person_id !== null && deputy.person_id === actorPerson(tx),
    })),
    id: row.id,
    person: row.person_id,
    name: tx.organization.view.persons.get(row.person_id)?.name ?? '',
    from: row.from_on,
    to: row.to_on,
    version: row.version,
    ...(mayWriteAbsence(tx, row.person_id)
      ? { note: row.note, mayWrite: true }
      : { note: null, mayWrite: false }),
  }))
}
