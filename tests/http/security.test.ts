import Fastify from 'fastify'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityHeaders } from '#platform/http/securityHeaders.ts'
import { servePages } from '#platform/web/static.ts'
import { makeWorld, worldPassword } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'
import { routes } from '../../src/apps/routes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
  await world.server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => world.close())

/** What the server answers to these very bytes. */
async function answerTo(bytes: string): Promise<string> {
  const { port } = world.server.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const answer = text(socket)
  socket.write(bytes)
  return answer
}

const signIn = { account: 'clerk', password: worldPassword, organization: 'hinata' }

test('TRACE is refused, and nothing of the request comes back', async () => {
  const answer = await answerTo(
    'TRACE /api/tasks HTTP/1.1\r\nhost: x\r\ncookie: sekisho_session=geheim\r\nconnection: close\r\n\r\n',
  )
  expect(answer).toMatch(/^HTTP\/1\.1 40[045]/)
  expect(answer).not.toContain('geheim')
})

test.each([
  [
    'two lengths',
    'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ncontent-length: 5\r\nconnection: close\r\n\r\n{}{}',
  ],
  [
    'a length and chunks',
    'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n',
  ],
  [
    'chunks under another name',
    'POST /api/session HTTP/1.1\r\nhost: x\r\ntransfer-encoding: xchunked\r\nconnection: close\r\n\r\n0\r\n\r\n',
  ],
])('a message with %s, whose end is doubtful, is refused', async (_name, bytes) => {
  expect(await answerTo(bytes)).toMatch(/^HTTP\/1\.1 400/)
})

test('a parameter that comes twice is refused, not taken for either', async () => {
  const clerk = await world.as('clerk')
  const { status } = await clerk.get('/api/registers/assets/entries?q=a&q=b')
  expect(status).toBe(422)
})

test('cookies go nowhere but back: SameSite=Strict, the session HttpOnly, in no body, and new each time', async () => {
  const answer = await world.server.inject({ method: 'POST', url: '/api/session', payload: signIn })
  const session = answer.cookies.find(({ name }) => name === 'sekisho_session')!
  expect(session).toMatchObject({ sameSite: 'Strict', httpOnly: true, path: '/' })
  expect(answer.cookies.every(({ sameSite }) => sameSite === 'Strict')).toBe(true)
  expect(answer.body).not.toContain(session.value)
  const again = await world.server.inject({ method: 'POST', url: '/api/session', payload: signIn })
  const secrets = [answer, again].map(
    ({ cookies }) => cookies.find(({ name }) => name === 'sekisho_session')!.value.split('.')[1]!,
  )
  expect(new Set(secrets).size).toBe(2)
  for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
})

test('no other origin is let in, and nobody is sent elsewhere', async () => {
  for (const method of ['GET', 'OPTIONS'] as const) {
    const answer = await world.server.inject({
      method,
      url: '/api/session',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    )
    expect(answer.headers.location).toBeUndefined()
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  }
})

test('under https browsers stay there for a year, with all names below; without it nothing is said', async () => {
  const headers = await securityHeaders('https://sekisho.example.jp')
  const [, age] = /max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '') ?? []
  expect(Number(age)).toBeGreaterThanOrEqual(31_536_000)
  expect(headers['strict-transport-security']).toContain('includeSubDomains')
  expect((await securityHeaders('http://localhost:8700'))['strict-transport-security']).toBe(
    undefined,
  )
})

test('texts say that they are UTF-8', async () => {
  const clerk = await world.as('clerk')
  for (const url of ['/api/tasks', '/api/nothing', '/api/openapi.json'])
    expect(String((await clerk.get(url)).headers['content-type'])).toMatch(
      /^application\/(problem\+)?json(; charset=utf-8)?$/,
    )
  const csv = await clerk.get('/api/registers/assets/export?format=csv')
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
})

test('pages come from their folder alone: no listing, nothing beside it, nothing hidden', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-pages-'))
  try {
    mkdirSync(join(folder, 'web/assets'), { recursive: true })
    mkdirSync(join(folder, 'web/.git'))
    writeFileSync(join(folder, 'secret.key'), 'geheim')
    writeFileSync(join(folder, 'web/.git/config'), 'geheim')
    writeFileSync(join(folder, 'web/index.html'), '<title>page</title>')
    writeFileSync(join(folder, 'web/assets/a.js'), '1')
    const server = Fastify()
    await servePages(server, join(folder, 'web'))
    expect((await server.inject('/assets/a.js')).body).toBe('1')
    for (const url of [
      '/assets/',
      '/assets',
      '/../secret.key',
      '/assets/..%2f..%2fsecret.key',
      '/%2e%2e/secret.key',
      '/.git/config',
    ]) {
      const { body } = await server.inject(url)
      expect({ url, body }).not.toMatchObject({ body: expect.stringContaining('geheim') })
      expect({ url, body }).not.toMatchObject({ body: expect.stringContaining('a.js') })
    }
    await server.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
