import { readdirSync } from 'node:fs'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import type { Endpoint } from '#kernel/contracts/endpoint.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { queryRoute } from '#platform/http/route.ts'
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

test('a query answers what the schema of its endpoint describes, or it does not compile', () => {
  const count = defineQuery({
    name: 'test.count',
    input: Type.Object({ id: Type.String() }),
    authorise: () => undefined,
    run: async () => ({ count: 1, more: 'left out by the schema' }),
  })
  const params = Type.Object({ id: Type.String() })
  const common = { method: 'GET', title: '数', params } as const
  const good = endpoint({
    ...common,
    url: '/api/count/:id',
    reply: Type.Object({ count: Type.Integer() }),
  })
  const wrong = endpoint({
    ...common,
    url: '/api/words/:id',
    reply: Type.Object({ count: Type.String() }),
  })
  const silent = endpoint({ ...common, url: '/api/nothing/:id' })
  expect(queryRoute(count, good, (request) => request.params)).toMatchObject({
    url: '/api/count/:id',
  })
  expect([
    // @ts-expect-error a number is no text: proves that it does not compile
    queryRoute(count, wrong, (request) => request.params),
    // @ts-expect-error an answer without a schema: proves that it does not compile
    queryRoute(count, silent, (request) => request.params),
    // @ts-expect-error the query wants an id: proves that it does not compile
    queryRoute(count, good, () => ({})),
  ]).toHaveLength(3)
})
