import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UnfitCells } from '#features/registers/contract/documents.ts'
import type { ImportView } from '#features/registers/contract/imports.ts'
import type { Outbox } from '#platform/jobs/outbox.ts'
import type { Client, World } from '#tests/support/world.ts'
import { assets, createAsset, registerWorld, uploadAndCheck } from './support.ts'

let world: World & { readonly jobs: Outbox }
let clerk: Client

beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
})
afterAll(() => world.close())

const unfit = (query: string) =>
  clerk.get<UnfitCells>(`${assets}/export/unfit?q=${encodeURIComponent(query)}`)
const cp932 = (query: string, more = '') =>
  clerk.get<{ code: string; faults: { detail: string }[] }>(
    `${assets}/export?format=cp932&q=${encodeURIComponent(query)}${more}`,
  )

test('what Shift_JIS cannot write is said line by line before the export, and nothing is replaced unasked', async () => {
  const { number } = await createAsset(clerk, '字形の台帳 𠮷野家', { place: '葛\u{E0100}飾🙂☑' })
  await createAsset(clerk, '字形の台帳 普通', { place: '〜−‖—' })
  const { body } = await unfit('字形の台帳')
  expect(body).toMatchObject({
    rows: 1,
    cells: [
      { column: '名称', letters: [{ character: '𠮷', becomes: '〓' }] },
      {
        column: '保管場所',
        letters: [
          { character: '葛\u{E0100}', becomes: '葛' },
          { character: '🙂', becomes: '〓' },
          { character: '☑', becomes: '■' },
        ],
      },
    ],
  })
  expect(body.cells[0]?.label).toContain(number)
  const refused = await cp932('字形の台帳')
  expect([refused.status, refused.body.code]).toEqual([409, 'export-unfit'])
  expect(refused.body.faults[0]?.detail).toContain('𠮷 → 〓')
  const replaced = await cp932('字形の台帳', '&replace=true')
  expect(replaced.status).toBe(200)
  expect(iconv.decode(replaced.raw, 'cp932')).toContain('字形の台帳 〓野家')
})

test('〜 and − are written as Windows does, and are no reason to ask', async () => {
  await createAsset(clerk, '波線の台帳', { place: '一階〜二階 −5度' })
  expect((await unfit('波線の台帳')).body).toEqual({ rows: 0, cells: [] })
  const file = await cp932('波線の台帳')
  expect(file.raw.includes(Buffer.from([0x81, 0x60]))).toBe(true)
  expect(iconv.decode(file.raw, 'cp932')).toContain('一階～二階 －5度')
})

test('a file in Shift_JIS brought back does not write its replaced characters into the register', async () => {
  await createAsset(clerk, '戻る台帳 𠮷田', { place: '一階〜二階☑' })
  const file = await cp932('戻る台帳', '&replace=true')
  const { url } = await uploadAndCheck(world, clerk, { name: '戻る.csv', content: file.raw })
  expect((await clerk.get<ImportView>(url)).body.counts).toEqual({
    added: 0,
    changed: 0,
    same: 1,
    stale: 0,
  })
})
