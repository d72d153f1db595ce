import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

async function send(
  payload: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; code: string; type: string }> {
  const { cookies } = await world.as('clerk')
  const answer = await world.server.inject({
    method: 'POST',
    url: '/api/cases',
    headers: {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-sekisho-csrf': cookies.get('sekisho_csrf') ?? '',
      'content-type': 'application/json',
      ...headers,
    },
    payload,
  })
  const { code } = answer.json<{ code: string }>()
  return { status: answer.statusCode, code, type: String(answer.headers['content-type']) }
}

const deep = '['.repeat(41) + ']'.repeat(41)
const refusals: readonly [string, string | Buffer, Record<string, string>, number, string][] = [
  [
    'bytes that are not UTF-8',
    Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    {},
    400,
    'body-not-utf8',
  ],
  [
    'a half of a surrogate pair in UTF-8',
    Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
    {},
    400,
    'body-not-utf8',
  ],
  [
    'another character set',
    '{}',
    { 'content-type': 'application/json; charset=shift_jis' },
    415,
    'body-encoding',
  ],
  ['a packed body', '{}', { 'content-encoding': 'gzip' }, 415, 'body-encoding'],
  ['another kind', '{}', { 'content-type': 'text/plain' }, 415, 'body-kind'],
  ['bytes behind the end', '{} x', {}, 400, 'json-unreadable'],
  ['nesting of 41 levels', deep, {}, 400, 'json-too-deep'],
  ['nesting of 50,000 levels', '{"a":'.repeat(50_000), {}, 400, 'json-too-deep'],
  ['a name of the prototype', '{"fields":{"__proto__":{"a":1}}}', {}, 400, 'json-name-forbidden'],
  [
    'the same, escaped and twice',
    '{"\\u005f_proto__":1,"\\u005f_proto__":2}',
    {},
    400,
    'json-name-forbidden',
  ],
  [
    'an idempotency key that is too long',
    '{}',
    { 'idempotency-key': 'k'.repeat(201) },
    400,
    'header-invalid',
  ],
  ['an idempotency key with blanks', '{}', { 'idempotency-key': 'a b' }, 400, 'header-invalid'],
  [
    'a version that no column holds',
    '{}',
    { 'if-match': '"99999999999999999999"' },
    400,
    'header-invalid',
  ],
  ['a version that is none', '{}', { 'if-match': '*' }, 400, 'header-invalid'],
]

describe('a body or header that no client of ours sends is refused in our words', () => {
  test.each(refusals)('%s', async (_what, payload, headers, status, code) => {
    const answer = await send(payload, headers)
    expect([answer.status, answer.code]).toEqual([status, code])
    expect(answer.type).toContain('application/problem+json')
  })
})

test('brackets in texts are no nesting, and UTF-8 may be said', async () => {
  const answer = await send(JSON.stringify({ procedure: '['.repeat(50) }), {
    'content-type': 'application/json; charset=UTF-8',
  })
  expect(answer.code).not.toBe('json-too-deep')
  expect(answer.status).toBe(404)
})

test('an address that cannot be read is refused with the same headers as others', async () => {
  for (const [path, code] of [
    ['/api/cases/%', 'address-unreadable'],
    [`/api/cases/${'a'.repeat(500)}`, 'address-unreadable'],
  ] as const) {
    const answer = await world.anyone().get<{ code: string }>(path)
    expect([answer.status, answer.body.code]).toEqual([400, code])
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['x-request-id']).toBeDefined()
  }
})

test('pages may use nothing of the device', async () => {
  const policy = String((await world.anyone().get('/api/tasks')).headers['permissions-policy'])
  for (const feature of ['camera', 'microphone', 'geolocation', 'usb'])
    expect(policy).toContain(`${feature}=()`)
})

describe('positions in lists', () => {
  test.each([
    '/api/cases?after=x',
    '/api/cases?after=00000000-0000-7000-8000-000000000000',
    '/api/journal?before=99999999999999999999',
    '/api/persons?after=W10',
    '/api/registers/assets/entries?after=x',
    '/api/registers/assets/entries?state=%2500',
    '/api/registers/assets/entries?state=%25zz',
    '/api/registers/assets/entries?filter=form:%2500',
    '/api/registers/assets/export?format=csv&filter=x',
    '/api/registers/assets/export?format=xlsx&filter=nothing:1',
    '/api/registers/assets/export?format=cp932&state=%2500',
  ])('%s is refused before the answer begins', async (url) => {
    const answer = await (await world.as('admin')).get<{ code: string }>(url)
    expect([answer.status, answer.body.code]).toEqual([422, 'input-invalid'])
  })

  test('a position of one list is none of another, nor of another order of the same', async () => {
    const admin = await world.as('admin')
    const { next = '' } = (await admin.get<{ next?: string }>('/api/persons?limit=1')).body
    expect((await admin.get(`/api/persons?limit=1&after=${next}`)).status).toBe(200)
    for (const url of [
      `/api/cases?after=${next}`,
      `/api/journal?before=${next}`,
      `/api/registers/assets/entries?after=${next}`,
      `/api/persons?after=${next}A`,
    ])
      expect([url, (await admin.get(url)).status]).toEqual([url, 422])
  })
})

test('a request that answers nothing answers nothing again when it is sent twice', async () => {
  const admin = await world.as('admin')
  const { id } = await world.transact((tx) =>
    tx.db
      .selectFrom('accounts')
      .select('id')
      .where('organization_id', '=', world.organizationId)
      .where('person_id', '=', world.persons.clerk)
      .executeTakeFirstOrThrow(),
  )
  const url = `/api/accounts/${id}/administrator`
  const send = () => admin.put(url, { administrator: false }, { key: 'once' })
  expect([(await send()).status, (await send()).status]).toEqual([204, 204])
})
