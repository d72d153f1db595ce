import { pathToFileURL } from 'node:url'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareUploaded } from '#features/policy/server/compareDocument.ts'
import { readList } from '#features/transfers/server/file.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { openUploadedLayout } from '#platform/documents/layout/index.ts'
import { archiveLimits, tableLimits } from '#platform/documents/limits.ts'
import { openUploadedTable, outlineUploadedTable } from '#platform/documents/tables/index.ts'
import { openZip, ZipTooLargeError } from '#platform/documents/zip.ts'
import { readUploadedArchive } from '#platform/packs/archive.ts'
import { runInChild, ChildStopped } from '#platform/children/run.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sekisho-hostile-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'none'
}

const blank = 96 * 1024 * 1024

/** A container whose one part unpacks to about a thousand times its size. */
function bomb(part: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  return zipSync({
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
    [part]: [new Uint8Array(blank).fill(0x20), { level: 9 }],
  })
}

const workbook = {
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml':
    '<workbook xmlns:r="r"><sheets><sheet name="一" r:id="a"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
const sheet = (rows: string): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        ...workbook,
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  )

/** Reads a table to its end. */
async function readAll(path: string): Promise<number> {
  const table = await openUploadedTable(path, { tidy: { needs: [] } })
  let rows = 0
  for await (const _ of table.rows) rows++
  return rows
}

describe('a small container that unpacks to a thousand times its size is refused by its directory on every way in', () => {
  let path: string
  let bytes: Uint8Array
  beforeAll(async () => {
    bytes = bomb('xl/worksheets/sheet1.xml', workbook)
    path = await fileOf('爆弾.xlsx', bytes)
    expect(bytes.length).toBeLessThan(blank / 500)
  })

  test('import of a register', async () => {
    expect(await codeOf(readAll(path))).toBe('document-inflates')
    expect(await codeOf(outlineUploadedTable(path))).toBe('document-inflates')
  })
  test('list of transfers', async () => {
    expect(await codeOf(readList(path, '異動.xlsx'))).toBe('document-inflates')
  })
  test('layout of a form', async () => {
    expect(await codeOf(openUploadedLayout(bytes, '様式.xlsx'))).toBe('document-inflates')
  })
  test('policy document', async () => {
    const document = await fileOf('規程.docx', bomb('word/document.xml'))
    const compared = compareUploaded({ provisions: [] }, { name: '規程.docx', path: document })
    expect(await codeOf(compared)).toBe('document-inflates')
  })
  test('pack', async () => {
    const archive = await fileOf('pack.zip', bomb('otari/pack.yaml'))
    expect(await codeOf(readUploadedArchive(archive, 'otari'))).toBe('pack-archive')
  })
  test('nothing of it is unpacked: its parts are never opened', async () => {
    for (const limits of Object.values(archiveLimits))
      await expect(openZip(bytes, limits)).rejects.toThrow(ZipTooLargeError)
  })
})

test('a container of more parts than any office program makes is refused', async () => {
  const many = zipSync(
    Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`xl/${i}`, new Uint8Array()])),
  )
  expect(await codeOf(readAll(await fileOf('部品.xlsx', many)))).toBe('document-inflates')
})

describe('a table that never ends in one direction is refused while it is read', () => {
  test.each([
    ['one line of fields without end', () => ','.repeat(30_000_000), 'table-too-wide'],
    ['one field without end', () => `a,b\n${'x'.repeat(3_000_000)}`, 'table-cell-too-long'],
    [
      'a quotation mark that never closes',
      () => `a,b\n"${'x,\n'.repeat(900_000)}`,
      'table-cell-too-long',
    ],
    [
      'more lines than an import takes',
      () => `a,b\n${'1,2\n'.repeat(tableLimits.rows + 1)}`,
      'import-too-many',
    ],
  ])('CSV: %s', async (_name, make, code) => {
    expect(await codeOf(readAll(await fileOf('終わらない.csv', make())))).toBe(code)
  })

  test.each([
    [
      'a value far to the right',
      '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="XFD2" t="str"><v>x</v></c></row>',
      'table-too-wide',
    ],
    [
      'a cell longer than Excel allows',
      `<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2" t="str"><v>${Array.from({ length: 30_000 }, (_, i) => `x${i}`).join('')}</v></c></row>`,
      'table-cell-too-long',
    ],
  ])('workbook: %s', async (_name, rows, code) => {
    expect(await codeOf(readAll(await fileOf('広い.xlsx', sheet(rows))))).toBe(code)
  })
})

test('while a hostile table is read, the thread that serves others goes on turning', async () => {
  const path = await fileOf('長い.csv', `a,b\n${'1,2\n'.repeat(200_000)}${','.repeat(10_000_000)}`)
  let turns = 0
  let running = true
  const turn = (): void => {
    turns++
    if (running) setImmediate(turn)
  }
  setImmediate(turn)
  const code = await codeOf(readAll(path))
  running = false
  expect(code).toBe('table-too-wide')
  expect(turns).toBeGreaterThan(100)
})

test('a process that never answers, one that takes all memory and one that breaks are ended', async () => {
  const [endless, greedy, broken] = (await Promise.all(
    [
      'for(;;){}',
      'const all=[];for(;;)all.push(new Array(1e5).fill({}))',
      "throw new Error('broken')",
    ].map(async (source, i) => pathToFileURL(await fileOf(`endless-${i}.mjs`, source))),
  )) as [URL, URL, URL]
  await expect(runInChild(endless, {}, { milliseconds: 300, megabytes: 64 })).rejects.toMatchObject(
    { why: 'time' },
  )
  const stopped = runInChild(greedy, {}, { milliseconds: 60_000, megabytes: 32 })
  await expect(stopped).rejects.toBeInstanceOf(ChildStopped)
  await expect(stopped).rejects.toMatchObject({ why: 'memory' })
  await expect(
    runInChild(broken, {}, { milliseconds: 60_000, megabytes: 64 }),
  ).rejects.toMatchObject({ why: 'broken' })
})

test('a process that reads what strangers send knows nothing of the database', async () => {
  process.env['DATABASE_URL'] = 'postgres://secret'
  const curious = await fileOf(
    'curious.mjs',
    "process.once('message', () => process.send({ value: process.env.DATABASE_URL ?? 'nothing' }))",
  )
  try {
    expect(
      await runInChild(pathToFileURL(curious), {}, { milliseconds: 60_000, megabytes: 64 }),
    ).toBe('nothing')
  } finally {
    delete process.env['DATABASE_URL']
  }
})
