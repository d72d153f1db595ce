import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '#tests/support/world.ts'
import { assets, createAsset, registerWorld } from './support.ts'

let world: World
let owner: pg.Client
beforeAll(async () => {
  world = await registerWorld()
  owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

test('moving an entry to another unit is a version with who did it, and both units as they were called then', async () => {
  const head = await world.as('head')
  await owner.query(
    `insert into assignments (organization_id, id, role, scope, scope_id, person_id, from_on)
     values ($1, gen_random_uuid(), 'security-officer', 'unit', $2, $3, '2026-04-01')`,
    [world.organizationId, world.units.nursery, world.persons.head],
  )
  await owner.query('update organizations set revision = revision + 1')
  const entry = await createAsset(await world.as('nurseryHead'), '移る名簿')
  const moved = await head.patch(
    `${assets}/entries/${entry.id}`,
    { unit: world.units.welfare, reason: '園を閉じる' },
    { ifMatch: 1 },
  )
  expect([moved.status, moved.body]).toMatchObject([200, { version: 2 }])
  const shown = async () =>
    (
      await head.get<{ unit: unknown; by: string; reason: string }[]>(
        `${assets}/entries/${entry.id}/history`,
      )
    ).body
  const before = await shown()
  const { rows } = await owner.query<{ id: string; title: string }>('select id, title from units')
  const titleOf = (id: string) => rows.find((row) => row.id === id)?.title
  expect(before).toMatchObject([
    {
      unit: { from: titleOf(world.units.nursery), to: titleOf(world.units.welfare) },
      reason: '園を閉じる',
    },
    { unit: null },
  ])
  await owner.query(`update units set title = '新しい' || title`)
  await owner.query(`update persons set name = '新しい' || name`)
  await owner.query('update organizations set revision = revision + 1')
  expect(await shown()).toEqual(before)
})
