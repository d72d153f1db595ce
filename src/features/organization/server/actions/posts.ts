import { Type } from 'typebox'
import { dayWords } from '#kernel/words/days.ts'
import type { Static } from 'typebox'
import { covers } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { LeavePost, NewHolding, NewPost, PostChange } from '../../contract/posts.ts'
import { IdPath, LastDay, Version } from '../../contract/common.ts'
import { demandSeparationOfDuties, withHolding } from '../separationOfDuties.ts'
import { demandAdminister } from '../authorise.ts'
import { holdingRow, nextVersion, postRow } from '../rows.ts'
import { changesOf, demandDates, demandUnchanged, demandVersion } from '../version.ts'

const demandKeeper = (tx: Transaction): void =>
  demandAdminister(tx, { ja: '職の変更', en: 'changing posts' })

export const createPost = defineAction({
  name: 'post.create',
  title: { ja: '職を作った', en: 'Created a post' },
  input: NewPost,
  authorise: demandKeeper,
  async run(tx, input) {
    demandPlace(tx, input)
    const id = tx.newId()
    await tx.db
      .insertInto('posts')
      .values({
        organization_id: tx.organization.id,
        id,
        title: input.title,
        unit_id: input.unit,
        leads: input.leads ?? 'none',
        key: input.key ?? null,
      })
      .execute()
    return {
      result: { id, version: 1 },
      event: { subject: { kind: 'post', id }, detail: { ...input } },
      organizationChanged: true,
    }
  },
})

export const updatePost = defineAction({
  name: 'post.update',
  title: { ja: '職を変えた', en: 'Changed a post' },
  input: Type.Object({ ...IdPath.properties, ...PostChange.properties, version: Version }),
  authorise: demandKeeper,
  async run(tx, input) {
    const row = await postRow(tx, input.id)
    await demandVersion(tx, { kind: 'post', id: row.id }, row.version, input.version)
    demandPlace(tx, input)
    const { title = row.title, unit = row.unit_id, leads = row.leads, key = row.key } = input
    await tx.db
      .updateTable('posts')
      .set({ title, unit_id: unit, leads, key, version: nextVersion })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    const changes = changesOf(
      { title: row.title, unit: row.unit_id, leads: row.leads, key: row.key },
      { title, unit, leads, key },
    )
    return {
      result: { id: row.id, version: row.version + 1 },
      event: { subject: { kind: 'post', id: row.id }, detail: { changes } },
      organizationChanged: true,
    }
  },
})

/** Ends a post without holders and without roles; it remains in all records. */
export const endPost = defineAction({
  name: 'post.end',
  title: { ja: '職を終わらせた', en: 'Ended a post' },
  input: Type.Object({ ...IdPath.properties, ...LastDay.properties, version: Version }),
  authorise: demandKeeper,
  async run(tx, input) {
    const row = await postRow(tx, input.id)
    await demandVersion(tx, { kind: 'post', id: row.id }, row.version, input.version)
    const { view } = tx.organization
    const lastsBeyond = (span: { readonly to?: string }): boolean =>
      span.to === undefined || span.to > input.on
    const holders = [...view.persons.values()].filter(
      (person) =>
        lastsBeyond(person) &&
        person.posts.some((holding) => holding.post === row.id && lastsBeyond(holding)),
    )
    const by: readonly Words[] = [
      ...(holders.length > 0
        ? [
            {
              ja: `就いている人（${holders.map((person) => person.name).join('、')}）`,
              en: `people on it (${holders.map((person) => person.name).join(', ')})`,
            },
          ]
        : []),
      ...(view.assignments.some(
        (assignment) => assignment.post === row.id && lastsBeyond(assignment),
      )
        ? [{ ja: '役割の任命', en: 'appointments to roles' }]
        : []),
    ]
    if (by.length > 0) refuse('post-in-use', { post: row.title, by: listed(by) })
    await tx.db
      .updateTable('posts')
      .set({ ended_on: input.on, version: nextVersion })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    return {
      result: { id: row.id, version: row.version + 1 },
      event: { subject: { kind: 'post', id: row.id }, detail: { title: row.title, on: input.on } },
      organizationChanged: true,
    }
  },
})

/** Puts a person into a post from a day on. */
export const takePost = defineAction({
  name: 'post.take',
  title: { ja: '職に就けた', en: 'Put somebody on a post' },
  input: NewHolding,
  authorise: demandKeeper,
  async run(tx, input) {
    demandDates(input.from, input.to)
    const { view } = tx.organization
    const person = view.persons.get(input.person) ?? refuse('not-found', { what: nouns.staff })
    const post = view.posts.get(input.post)
    if (!post || !covers(post, input.from)) refuse('not-found', { what: nouns.post })
    if (!covers(person, input.from))
      refuse('person-left', { name: person.name, date: dayWords(input.from) })
    await demandNotHeld(tx, input, { person: person.name, post: post.title })
    demandSeparationOfDuties(tx, withHolding(view, input), [input.person], input.from)
    const id = tx.newId()
    await tx.db
      .insertInto('person_posts')
      .values({
        organization_id: tx.organization.id,
        id,
        person_id: input.person,
        post_id: input.post,
        from_on: input.from,
        to_on: input.to ?? null,
      })
      .execute()
    return {
      result: { id, version: 1 },
      event: {
        subject: { kind: 'person', id: input.person },
        detail: { holding: id, post: input.post, from: input.from, to: input.to ?? null },
      },
      organizationChanged: true,
    }
  },
})

/** Refuses to put a person on a post that they hold on one of the same days. */
async function demandNotHeld(
  tx: Transaction,
  input: Static<typeof NewHolding>,
  names: { readonly person: string; readonly post: string },
): Promise<void> {
  let query = tx.db
    .selectFrom('person_posts')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', '=', input.person)
    .where('post_id', '=', input.post)
    .where((where) => where.or([where('to_on', 'is', null), where('to_on', '>=', input.from)]))
  if (input.to) query = query.where('from_on', '<=', input.to)
  if (await query.limit(1).executeTakeFirst()) refuse('post-held-already', names)
}

/** Sets the last day of a person in a post. */
export const leavePost = defineAction({
  name: 'post.leave',
  title: { ja: '職を離れさせた', en: 'Took somebody off a post' },
  input: Type.Object({ ...IdPath.properties, ...LeavePost.properties }),
  authorise: demandKeeper,
  async run(tx, input) {
    const row = await holdingRow(tx, input.id)
    await demandUnchanged(tx, { kind: 'person', id: row.person_id }, row.to_on === input.was)
    demandDates(row.from_on, input.on)
    await tx.db
      .updateTable('person_posts')
      .set({ to_on: input.on })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    return {
      result: { id: row.id, version: 1 },
      event: {
        subject: { kind: 'person', id: row.person_id },
        detail: { holding: row.id, post: row.post_id, from: row.to_on, to: input.on },
      },
      organizationChanged: true,
    }
  },
})

function demandPlace(
  tx: Transaction,
  input: { readonly unit?: string | undefined; readonly key?: string | null | undefined },
): void {
  const { view, pack } = tx.organization
  if (input.unit !== undefined && !view.units.has(input.unit))
    refuse('not-found', { what: nouns.unit })
  if (input.key && !pack.posts.has(input.key)) refuse('not-found', { what: nouns.packPost })
}
