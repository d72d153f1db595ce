import type { Kysely } from 'kysely'
import type { Database } from '#platform/db/database.ts'
import { dayInTokyo } from '#platform/environment.ts'

/** The first unit of an organisation and its first administrator. */
export interface FirstAdministrator {
  readonly unit: string
  readonly name: string
  readonly kana: string
  readonly account: string
  readonly passwordHash: string
  /** The end of a temporary password; without it the password was chosen by the person. */
  readonly temporaryUntil?: Date
}

/** Writes the first rows of an organisation that is being founded. */
export async function writeFirstAdministrator(
  db: Kysely<Database>,
  organization_id: string,
  first: FirstAdministrator,
  context: { readonly now: Date; readonly newId: () => string },
): Promise<void> {
  const [unit, person] = [context.newId(), context.newId()]
  await db.insertInto('units').values({ organization_id, id: unit, title: first.unit }).execute()
  await db
    .insertInto('persons')
    .values({
      organization_id,
      id: person,
      name: first.name,
      kana: first.kana,
      unit_id: unit,
      employment: '正規',
      from_on: dayInTokyo(context.now),
    })
    .execute()
  await db
    .insertInto('accounts')
    .values({
      organization_id,
      id: context.newId(),
      person_id: person,
      name: first.account,
      password_hash: first.passwordHash,
      password_set_at: context.now,
      must_change: first.temporaryUntil !== undefined,
      ...(first.temporaryUntil ? { temporary_until: first.temporaryUntil } : {}),
      administrator: true,
    })
    .execute()
}
