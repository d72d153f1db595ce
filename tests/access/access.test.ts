import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/apps/routes.ts'
import { makeRevisedWorld } from '../support/revised.ts'
import type { TestResponse, World } from '../support/world.ts'
import { isForeign, personas } from './sample.ts'
import type { Persona, Sample } from './sample.ts'
import { samples } from './samples/index.ts'
import { roundSampleFiles } from './samples/rounds.ts'

let world: World
beforeAll(async () => {
  world = await makeRevisedWorld(
    routes,
    roundSampleFiles,
    {},
    {
      settings: { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'sekisho@example.jp' },
    },
  )
})
afterAll(() => world.close())

const nameOf = (route: { method: string; url: string }): string => `${route.method} ${route.url}`

async function tryRoute(sample: Sample, persona: Persona): Promise<TestResponse<unknown>> {
  const { url, body, ifMatch, file, fields } = await sample.request(world, persona)
  const client = persona === 'nobody' ? world.anyone() : await world.as(persona)
  const extras = ifMatch === undefined ? {} : { ifMatch }
  if (file) return client.upload(url, file, fields)
  const [method] = sample.route.split(' ')
  if (method === 'GET') return client.get(url, extras)
  if (method === 'DELETE')
    return client.delete(url, { ...extras, ...(body === undefined ? {} : { body }) })
  return method === 'PUT'
    ? client.put(url, body ?? {}, extras)
    : method === 'PATCH'
      ? client.patch(url, body ?? {}, extras)
      : client.post(url, body ?? {}, extras)
}

/** Texts of the tests' organisation that no other organisation may read. */
const secrets = ['森 空', '見守り名簿（福祉課だけ）', '避難支援の名簿', '福祉課 書庫']

test('every route of the program is tried', () => {
  const sampledRoutes = new Set(samples.map((sample) => sample.route))
  expect(routes.map(nameOf).filter((route) => !sampledRoutes.has(route))).toEqual([])
  expect(
    [...sampledRoutes].filter((name) => !routes.some((route) => nameOf(route) === name)),
  ).toEqual([])
})

describe.each(samples)('$route', (sample) => {
  test.each(personas.map((persona) => [persona]))(
    'answers %s as the policy says',
    async (persona) => {
      const answer = await tryRoute(sample, persona)
      await sample.after?.(world)
      const ok = answer.status >= 200 && answer.status < 300
      if (sample.open) return expect(answer.status).not.toBe(403)
      if (persona === 'nobody') return expect(answer.status).toBe(401)
      if (isForeign(persona)) {
        for (const secret of secrets) expect(JSON.stringify(answer.body)).not.toContain(secret)
        if (!sample.foreignersOwn) expect(ok, `a foreigner got ${answer.status}`).toBe(false)
        return expect(answer.status).not.toBe(500)
      }
      const may = sample.may.includes(persona)
      expect({
        persona,
        may: ok,
        status: may ? 'ok' : [403, 404, 409].includes(answer.status) ? 'refused' : answer.status,
      }).toEqual({ persona, may, status: may ? 'ok' : 'refused' })
    },
  )
})

describe('a write without the CSRF value', () => {
  test.each(
    routes
      .filter((route) => route.method !== 'GET' && route.access !== 'open')
      .map((route) => [nameOf(route), route] as const),
  )('%s is refused', async (_name, route) => {
    const client = await world.as('admin')
    client.cookies.delete('sekisho_csrf')
    const url = route.url.replaceAll(/:(\w+)/g, '00000000-0000-7000-8000-000000000000')
    const answer = await (route.method === 'DELETE'
      ? client.delete(url)
      : route.method === 'PUT'
        ? client.put(url, {})
        : route.method === 'PATCH'
          ? client.patch(url, {})
          : client.post(url, {}))
    expect(answer.status).toBe(403)
    expect((answer.body as { code: string }).code).toBe('csrf')
  })
})
