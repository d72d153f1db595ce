import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyDocx, policyLines } from './policy.ts'

const sekisho = fileURLToPath(new URL('../../bin/sekisho', import.meta.url))
const seeds = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sekisho-read-'))
const text = join(folder, '規程.txt')
const word = join(folder, '規程.docx')

beforeAll(async () => {
  writeFileSync(text, policyLines().join('\n'))
  writeFileSync(word, await policyDocx())
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(sekisho, ['read', ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

const fields = [
  'ref',
  'line',
  'head',
  'actor',
  'modality',
  'kind',
  'period',
  'deadline',
  'approvers',
  'informs',
  'fields',
  'needs',
  'text',
  'path',
  'refs_to',
  'permit_when',
]

describe('sekisho read', () => {
  it('prints an outline with who, what kind and who approves', async () => {
    const { code, out } = await run(text)
    expect(code).toBe(0)
    expect(out).toContain('第3条')
    expect(out).toContain('許可・義務')
    expect(out).toContain('だれが: 職員')
    expect(out).toContain('許可: 情報管理者')
  })

  it('prints one JSON object a provision, of several files one after the other', async () => {
    const { out } = await run('--format', 'jsonl', text, word)
    const provisions = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(provisions.length).toBeGreaterThan(18)
    for (const provision of provisions)
      for (const field of fields) expect(provision).toHaveProperty(field)
  })

  it('prints the whole reading as JSON', async () => {
    const { out } = await run('--format', 'json', word)
    expect(Object.keys(JSON.parse(out) as object)).toEqual(
      expect.arrayContaining(['file', 'title', 'outline', 'provisions', 'leftovers', 'names']),
    )
  })

  it('says in one sentence why a file cannot be read, and ends with 2', async () => {
    const picture = join(folder, '図.pdf')
    writeFileSync(picture, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0))
    expect(await run(picture)).toEqual({
      code: 2,
      out: '',
      err: '「図.pdf」は画像（PNG）で、文書として読み取れません。.txt、.md、.html、.docx、.pdf のどれかを選んでください。\n',
    })
  })

  const hasSeeds = existsSync(seeds)
  if (!hasSeeds)
    process.stdout.write(
      '実際の規程（../shared/seeds）がないため、それらを読む検査を飛ばします。\n',
    )

  it.skipIf(!hasSeeds)('reads every real policy', async () => {
    const files = readdirSync(seeds).filter((name) => name.endsWith('.txt'))
    const { code, out } = await run('--format', 'jsonl', ...files.map((name) => join(seeds, name)))
    expect(code).toBe(0)
    expect(out.trim().split('\n').length).toBeGreaterThan(files.length * 100)
  })
})
