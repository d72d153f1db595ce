import { DeletedTextRun, Document, InsertedTextRun, Packer, Paragraph, TextRun } from 'docx'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProvisionDetail } from '#features/policy/contract.ts'
import { routes } from '#features/policy/server/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { TestResponse, World } from '../support/world.ts'
import { encryptedPdf, scannedPdf } from '../documents/pdf-fixtures.ts'
import { hinataDocx, hinataMarkdown, hinataPdf } from './support.ts'
import type { Imported } from './support.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

interface Refusal {
  code: string
  status: number
  detail: string
}

async function send<Body>(name: string, content: Buffer | string): Promise<TestResponse<Body>> {
  return (await world.as('admin')).upload<Body>('/api/policy/documents', {
    name,
    type: 'application/octet-stream',
    content,
  })
}

const count = (table: 'provisions' | 'documents' | 'files'): Promise<number> =>
  world.transact(
    async ({ db }) => (await db.selectFrom(table).select('organization_id').execute()).length,
  )

const fileNames = (): string[] => {
  try {
    return readdirSync(join(world.services.settings.folder, 'files'), { recursive: true })
      .map(String)
      .filter((name) => /[0-9a-f]{64}$|incoming/.test(name))
  } catch {
    return []
  }
}

describe('a document that is no policy to read', () => {
  test.each([
    ['a scan', '規程.pdf', () => Buffer.from(scannedPdf()), 422, 'document-scanned', /OCR/],
    [
      'an encrypted PDF',
      '規程.pdf',
      () => Buffer.from(encryptedPdf()),
      422,
      'document-password',
      /パスワード/,
    ],
    ['an empty file', '規程.txt', () => Buffer.alloc(0), 422, 'document-empty', /中身のある/],
    ['blanks alone', '規程.txt', () => Buffer.from(' \n　\n'), 422, 'document-empty', /中身のある/],
    [
      'a picture',
      '規程.docx',
      () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      415,
      'document-unknown',
      /\.docx/,
    ],
    [
      'a broken Word document',
      '規程.docx',
      () => Buffer.from('PK\u0003\u0004 broken'),
      422,
      'document-damaged',
      /壊れて/,
    ],
  ] as const)(
    '%s is refused with a sentence and leaves nothing',
    async (_what, name, content, status, code, sentence) => {
      const answer = await send<Refusal>(name, content())
      expect(answer.body).toMatchObject({ code, status })
      expect(answer.status).toBe(status)
      expect(answer.body.detail).toMatch(sentence)
      expect([
        await count('documents'),
        await count('files'),
        await count('provisions'),
        fileNames(),
      ]).toEqual([0, 0, 0, []])
      expect((await world.journal()).map((row) => row.action)).toEqual(['organization.found'])
    },
  )

  test('one of 60 MB is refused by its size, however it goes on', async () => {
    const answer = await send<Refusal>('規程.txt', Buffer.alloc(60 * 1_048_576, 0x61))
    expect(answer.body).toMatchObject({ code: 'too-large', status: 413 })
    expect(answer.body.detail).toContain('50 MB')
    expect(fileNames()).toEqual([])
  })

  test('a request without a file is refused', async () => {
    const answer = await (await world.as('admin')).post<Refusal>('/api/policy/documents', {})
    expect(answer.body.code).toBe('input-invalid')
  })

  test('a clerk may not import', async () => {
    const answer = await (
      await world.as('clerk')
    ).upload<Refusal>('/api/policy/documents', {
      name: 'a.md',
      type: 'text/markdown',
      content: hinataMarkdown,
    })
    expect(answer.body).toMatchObject({ code: 'not-allowed', status: 403 })
    expect(fileNames()).toEqual([])
  })
})

describe.each([
  ['Markdown', '規程.md', () => hinataMarkdown],
  ['Word', '規程.docx', hinataDocx],
  ['PDF', '規程.pdf', hinataPdf],
] as const)('the policy of the town as %s', (_format, name, content) => {
  test('gives its wording to the provisions, and tells where the two depart', async () => {
    const { status, body } = await send<Imported>(name, await content())
    expect(status).toBe(201)
    expect(body.summary).toMatchObject({
      provisionsInPack: 17,
      provisionsInDocument: 15,
      attached: 14,
    })
    expect(
      body.summary.departures.filter((one) => one.line === null).map((one) => one.ref),
    ).toEqual(['2-1・3', '2-1・2', '2-1・1'])
    expect(
      body.summary.departures.filter((one) => one.line !== null).map((one) => one.text),
    ).toEqual(['来庁者は、執務室に入るときは、名札を着けなければならない。'])
    const client = await world.as('clerk')
    const found = await client.get<ProvisionDetail>(
      `/api/policy/provision?ref=${encodeURIComponent('2-2(1)')}`,
    )
    expect(found.body.original).toContain(
      'あらかじめ情報セキュリティ責任者の許可を得なければならない',
    )
    expect(found.body).toMatchObject({
      departure: null,
      path: [{ ref: '2', title: '情報資産の取扱い' }],
    })
  })
})

test('a PDF with a password is read with it, and the password is kept nowhere', async () => {
  const file = {
    name: '規程.pdf',
    type: 'application/pdf',
    content: Buffer.from(
      encryptedPdf('hirake-goma', ['1 Purpose', '2 Everybody keeps the policy.']),
    ),
  }
  const admin = await world.as('admin')
  const wrong = await admin.upload<Refusal>('/api/policy/documents', file, { password: 'x' })
  expect(wrong.body).toMatchObject({ code: 'document-password', status: 422 })
  expect(wrong.body.detail).toContain('このパスワードでは開きません')
  const { status } = await admin.upload('/api/policy/documents', file, { password: 'hirake-goma' })
  expect(status).toBe(201)
  expect(JSON.stringify(await world.journal())).not.toContain('hirake-goma')
})

test('tracked changes that are still open are counted, and read as if they were accepted', async () => {
  const change = { author: '佐藤', date: '2026-11-02T00:00:00Z' }
  const runs = [
    new TextRun('第1条　許可を'),
    new DeletedTextRun({ id: 1, text: '求める。', ...change }),
    new InsertedTextRun({ id: 2, text: '得る。', ...change }),
  ]
  const document = new Document({ sections: [{ children: [new Paragraph({ children: runs })] }] })
  const { status, body } = await send<Imported>('規程.docx', await Packer.toBuffer(document))
  expect(status).toBe(201)
  expect(body.summary.revisions).toBe(2)
  expect(body.summary.departures.map((one) => one.text).join('')).toContain('許可を得る。')
  const settled = await send<Imported>('規程.docx', await hinataDocx())
  expect(settled.body.summary).not.toHaveProperty('revisions')
})

test('a later import takes the place of the one before, and the journal keeps both', async () => {
  await send('規程.md', hinataMarkdown)
  const shorter = hinataMarkdown.split('## 3')[0]!
  const { body } = await send<Imported>('改正.md', shorter)
  expect(body.summary.attached).toBe(13)
  expect(await count('provisions')).toBe(13)
  const found = await (
    await world.as('clerk')
  ).get<ProvisionDetail>('/api/policy/provision?ref=3-1')
  expect(found.body.original).toBeNull()
  const events = (await world.journal()).filter((row) => row.action === 'policy.import')
  expect(events.slice(-2).map((row) => row.detail['name'])).toEqual(['規程.md', '改正.md'])
  expect(events.at(-1)).toMatchObject({ subjectId: body.id, actor: world.persons.admin })
})

test('the foreign organisation sees none of it', async () => {
  const { body } = await send<Imported>('規程.md', hinataMarkdown)
  const foreign = await world.as('foreignAdmin')
  expect((await foreign.get(`/api/policy/documents/${body.id}`)).status).toBe(404)
  expect(
    (
      await foreign.get<ProvisionDetail>(
        `/api/policy/provision?ref=${encodeURIComponent('2-2(1)')}`,
      )
    ).body.original,
  ).toBeNull()
})
