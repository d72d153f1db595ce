import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UploadedFile } from '#features/files/contract.ts'
import { routes } from '#features/files/server/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const send = async (name: string, content: Buffer | string, type = 'text/html') =>
  (await world.as('clerk')).upload<UploadedFile>('/api/files', { name, type, content })
const fetchAs = async (who: 'clerk' | 'head' | 'admin' | 'foreignAdmin', id: string) =>
  (await world.as(who)).get<string>(`/api/files/${id}`)

test('a file comes back as it was sent, to be saved under its name', async () => {
  const { status, body } = await send('証拠 1.html', '<script>alert(1)</script>')
  expect({ status, ...body }).toMatchObject({
    status: 201,
    title: '証拠 1.html',
    size: 25,
    mediaType: 'text/plain',
    scan: 'not-scanned',
  })
  const answer = await fetchAs('clerk', body.id)
  expect(answer.raw.toString()).toBe('<script>alert(1)</script>')
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('証拠 1.html')}`,
  )
  expect(answer.headers).toMatchObject({
    'content-type': 'text/plain',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
})

test('a PDF may be shown in place, a page that calls itself a PDF may not', async () => {
  const real = await send('a.pdf', '%PDF-1.7\n', 'application/pdf')
  expect((await fetchAs('clerk', real.body.id)).headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(/^inline/),
  })
  const liar = await send('b.pdf', '<html>', 'application/pdf')
  expect((await fetchAs('clerk', liar.body.id)).headers).toMatchObject({
    'content-type': 'text/plain',
    'content-disposition': expect.stringMatching(/^attachment/),
  })
})

test('to everybody but its sender it does not exist', async () => {
  const { body } = await send('a.txt', 'secret')
  for (const who of ['head', 'admin', 'foreignAdmin'] as const)
    expect((await fetchAs(who, body.id)).status).toBe(404)
})

test('the same content is kept once, each sending has its own id and event', async () => {
  const [first, second] = [await send('a.txt', 'same'), await send('b.txt', 'same')]
  expect(first.body.id).not.toBe(second.body.id)
  const storedFiles = readdirSync(join(world.services.settings.folder, 'files'), {
    recursive: true,
  }).map(String)
  const hashes = await world.transact(({ db }) =>
    db
      .selectFrom('files')
      .select('sha256')
      .where('id', 'in', [first.body.id, second.body.id])
      .execute(),
  )
  expect(new Set(hashes.map((row) => row.sha256)).size).toBe(1)
  expect(storedFiles.filter((name) => name.endsWith(hashes[0]!.sha256)).length).toBe(1)
  expect(storedFiles.some((name) => name.includes('incoming'))).toBe(false)
  expect(
    (await world.journal())
      .filter((row) => row.action === 'file.keep')
      .slice(-2)
      .map((row) => row.subjectId),
  ).toEqual([first.body.id, second.body.id])
})

test('an empty file is refused', async () => {
  expect((await send('a.txt', '')).body).toMatchObject({ code: 'document-empty' })
})
