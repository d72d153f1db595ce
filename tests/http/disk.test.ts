import { sql } from 'kysely'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineAction } from '#platform/gate/action.ts'
import { actionRoute } from '#platform/http/route.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

/**
 * An action that finds no disk space in the end: PostgreSQL's own error, after something was
 * written.
 */
const overflow = defineAction({
  name: 'test.overflow',
  title: { ja: 'ディスクをあふれさせた', en: 'Overflowed the disk' },
  input: Type.Object({}),
  authorise: () => undefined,
  async run(tx) {
    await tx.db
      .insertInto('notices')
      .values({
        organization_id: tx.organization.id,
        id: tx.newId(),
        person_id: world.persons.clerk,
        kind: 'general',
        message: 'あふれる前',
        at: tx.now,
      })
      .execute()
    await sql`do $$ begin raise exception sqlstate '53100' using message = 'could not extend file: No space left on device'; end $$`.execute(
      tx.db,
    )
    return { result: undefined, event: { subject: { kind: 'test', id: '1' }, detail: {} } }
  },
})

let world: World
beforeAll(async () => {
  world = await makeWorld({
    routes: [
      actionRoute(
        overflow,
        { method: 'POST', url: '/api/overflow', title: 'あふれる', body: Type.Object({}) },
        () => ({}),
      ),
    ],
  })
})
afterAll(() => world.close())

test('where the disk is full, the act is refused in one sentence that says what to do, and nothing of it is left', async () => {
  const answer = await (
    await world.as('clerk')
  ).post<{ code: string; detail: string }>('/api/overflow', {})
  expect(answer).toMatchObject({
    status: 507,
    body: {
      code: 'disk-full',
      detail:
        '「データベースのあるディスク」の空き容量がありません。不要なファイルを移してから、もう一度試してください。今の操作は取り消されました。',
    },
  })
  expect(
    await world.transact(({ db }) =>
      db.selectFrom('notices').select('id').where('message', '=', 'あふれる前').execute(),
    ),
  ).toEqual([])
})
