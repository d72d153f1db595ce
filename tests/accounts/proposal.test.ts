import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#features/accounts/server/routes.ts'
import { accountNameFrom } from '#features/accounts/server/proposal.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

test('a name for an account is made of the reading', () => {
  expect(accountNameFrom('もり　はな')).toBe('mori.hana')
  expect(accountNameFrom('ｼﾝﾄﾞｳ ｼﾞｭﾝ')).toBe('shindou.jun')
  expect(accountNameFrom('漢字')).toBe('')
  expect(accountNameFrom('.')).toBe('')
})

test('a proposed name is free, and another one of the same reading gets a number', async () => {
  const propose = async () =>
    (
      await (
        await world.as('admin')
      ).get<{ account: string }>(`/api/accounts/proposal?person=${world.persons.clerk}`)
    ).body.account
  const first = await propose()
  expect(first).toMatch(/^[a-z0-9][a-z0-9._-]{1,39}$/)
  await world.transact((tx) =>
    tx.db
      .updateTable('accounts')
      .set({ name: first })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', world.accounts.clerk)
      .execute(),
  )
  expect(await propose()).toBe(`${first}2`)
})
