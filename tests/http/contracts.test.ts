import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Endpoint } from '#kernel/contracts/endpoint.ts'
import { routes } from '../../src/apps/routes.ts'

interface Contract {
  readonly endpoints: Readonly<Record<string, Endpoint>>
}

const features = readdirSync(new URL('../../src/features/', import.meta.url))
const contracts: readonly Contract[] = await Promise.all(
  features.map((feature) => import(`../../src/features/${feature}/contract.ts`)),
)
const endpoints = contracts.flatMap((contract) => Object.values(contract.endpoints))
const addressOf = ({ method, url }: Endpoint): string => `${method} ${url}`

test('every feature has a contract, and every endpoint of a contract is one route and no more', () => {
  expect(contracts.length).toBeGreaterThan(10)
  expect(routes.map(addressOf).sort()).toEqual(endpoints.map(addressOf).sort())
  expect(new Set(routes.map(addressOf)).size).toBe(routes.length)
})

test.each(routes.map((route) => [addressOf(route), route] as const))(
  '%s says what it answers: JSON by a schema, a file by its media type, or nothing after a change',
  (_name, { method, reply, produces }) => {
    expect([
      reply !== undefined,
      produces !== undefined,
      method !== 'GET' && !reply && !produces,
    ]).toContain(true)
    expect(reply !== undefined && produces !== undefined).toBe(false)
  },
)

test.each(routes.map((route) => [addressOf(route), route] as const))(
  'the parameters of %s are those in its address',
  (_name, { url, params }) => {
    const described = params !== undefined && 'properties' in params ? params.properties : {}
    expect(Object.keys(described ?? {}).sort()).toEqual(
      [...url.matchAll(/:(\w+)/g)].map((match) => match[1]).sort(),
    )
  },
)
