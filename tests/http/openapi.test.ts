import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

interface Document {
  openapi: string
  paths: Record<
    string,
    Record<
      string,
      {
        summary?: string
        parameters?: { name: string; in: string }[]
        requestBody?: unknown
        responses: Record<string, { content?: unknown }>
        security?: unknown[]
      }
    >
  >
}

let world: World
let document: Document
beforeAll(async () => {
  world = await makeWorld({ routes })
  document = (await world.anyone().get<Document>('/api/openapi.json')).body
})
afterAll(() => world.close())

test('OpenAPI 3.1 describes exactly the routes that are served', () => {
  expect(document.openapi).toBe('3.1.0')
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  )
  expect(described.sort()).toEqual(routes.map((route) => `${route.method} ${route.url}`).sort())
})

test('each route is described with its title, its parameters, its body and its answer', () => {
  for (const route of routes) {
    const found =
      document.paths[route.url.replaceAll(/:(\w+)/g, '{$1}')]![route.method.toLowerCase()]!
    expect({ url: route.url, title: found.summary }).toEqual({ url: route.url, title: route.title })
    const names = Object.keys(
      (route.query as { properties?: object } | undefined)?.properties ?? {},
    )
    expect({
      url: route.url,
      missing: names.filter(
        (name) => !found.parameters?.some((one) => one.name === name && one.in === 'query'),
      ),
    }).toEqual({ url: route.url, missing: [] })
    expect({ url: route.url, body: found.requestBody !== undefined }).toEqual({
      url: route.url,
      body: route.body !== undefined,
    })
    if (route.reply) expect(found.responses[String(route.status ?? 200)]?.content).toBeDefined()
  }
})

test('answers carry the strict headers, and the API is never cached', async () => {
  const answer = await (await world.as('clerk')).get('/api/tasks')
  expect(answer.headers['content-security-policy']).toContain("default-src 'self'")
  expect(answer.headers['content-security-policy']).not.toContain(
    "script-src 'self' 'unsafe-inline'",
  )
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
  })
})

test('a refusal is application/problem+json with a code of the catalogue', async () => {
  const answer = await world
    .anyone()
    .get<{ code: string; status: number; detail: string; type: string }>('/api/tasks')
  expect(String(answer.headers['content-type'])).toContain('application/problem+json')
  expect(answer.body).toMatchObject({
    code: 'signed-out',
    status: 401,
    type: 'urn:sekisho:problem:signed-out',
  })
})
