import { afterEach, expect, test } from 'vitest'
import { routes } from '#features/accounts/server/routes.ts'
import { makeWorld, worldPassword } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
afterEach(() => world.close())

/** The address that the journal records for a sign-in with X-Forwarded-For. */
async function addressKept(settings: { trustedProxy?: string }): Promise<unknown> {
  world = await makeWorld({ routes, settings })
  await world
    .anyone()
    .post(
      '/api/session',
      { account: 'nobody-such', password: worldPassword, organization: 'hinata' },
      { headers: { 'x-forwarded-for': '203.0.113.7' } },
    )
  return (await world.journal()).find((row) => row.action === 'session.refuse')?.detail['address']
}

test('without a proxy that is known, the header that anyone may send is not believed', async () => {
  expect(await addressKept({})).toBe('127.0.0.1')
})

test('behind the known proxy the address of the person is kept', async () => {
  expect(await addressKept({ trustedProxy: '127.0.0.1' })).toBe('203.0.113.7')
})
