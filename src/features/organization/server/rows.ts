import { sql } from 'kysely'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** Rows as they are stored, locked until the transaction ends; what is not there, or belongs to another organisation, is not found. */
export async function unitRow(handle: Handle, id: string) {
  return (
    (await handle.db
      .selectFrom('units')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.unit })
  )
}
export async function postRow(handle: Handle, id: string) {
  return (
    (await handle.db
      .selectFrom('posts')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.post })
  )
}
export async function personRow(handle: Handle, id: string) {
  return (
    (await handle.db
      .selectFrom('persons')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.staff })
  )
}
export async function holdingRow(handle: Handle, id: string) {
  return (
    (await handle.db
      .selectFrom('person_posts')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.incumbency })
  )
}
export async function assignmentRow(handle: Handle, id: string) {
  return (
    (await handle.db
      .selectFrom('assignments')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.assignment })
  )
}
export async function absenceRow(handle: Handle, id: string) {
  return (
    (await handle.db
      .selectFrom('absences')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.absence })
  )
}

/** Counts a version up. */
export const nextVersion = sql<number>`version + 1`
