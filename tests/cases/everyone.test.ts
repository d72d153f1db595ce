import { sql } from 'kysely'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateColumns } from '#platform/db/rowStates.ts'
import { caseContext, procedureOf } from '#features/cases/server/context.ts'
import { loadCase } from '#features/cases/server/store.ts'
import { notifyParties } from '#features/cases/server/notifyParties.ts'
import { defineAction } from '#platform/gate/action.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { sendApplication } from './steps.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const tellEveryone = defineAction({
  name: 'test.tellEveryone',
  title: { ja: '全員に知らせた', en: 'Told everybody' },
  input: Type.Object({ id: Type.String() }),
  authorise: async () => undefined,
  async run(tx, { id }) {
    const { state } = await loadCase(tx, id)
    const { persons, outgoing } = await notifyParties(
      tx,
      ['anyone'],
      { ja: '怪しいメールに注意', en: 'Beware of strange mail' },
      id,
      await caseContext(tx, procedureOf(tx, state.procedure), state.fields),
    )
    return {
      result: persons.length,
      outgoing,
      event: { subject: { kind: 'case', id }, detail: {} },
    }
  },
})

test('a notice to everybody reaches more persons than fit into one statement', async () => {
  const id = await sendApplication(world, 2)
  await world.transact(async ({ db, organization }) => {
    await sql`insert into persons (organization_id, id, name, unit_id, employment)
      select ${organization.id}, gen_random_uuid(), '職員' || n, ${world.units.general}, (select employment from persons where id = ${world.persons.clerk}) from generate_series(1, 11000) n
      returning ${sql.raw(stateColumns('persons'))}`.execute(db)
    await db
      .updateTable('organizations')
      .set({ revision: sql`revision + 1` })
      .where('organization_id', '=', organization.id)
      .execute()
  })
  const noticeCount = await world.performAction('clerk', tellEveryone, { id })
  expect(noticeCount).toBeGreaterThan(11_000)
  const counts = await world.transact(
    async ({ db }) =>
      (
        await sql<{
          notices: number
          mails: number
        }>`select (select count(*) from notices where message = '怪しいメールに注意')::int as notices,
    (select count(*) from outbox where payload ->> 'subject' = '怪しいメールに注意')::int as mails`.execute(
          db,
        )
      ).rows[0],
  )
  expect(counts).toEqual({ notices: noticeCount, mails: noticeCount })
})
