import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village } from '../support/browser.ts'
import { offersOf } from '../../src/features/layouts/server/offers.ts'
import { crawl } from './crawl.ts'

const executable = chromiumPath()

/** Tables in which the program writes sentences of its own for people. */
const sentences = new Set(['notices', 'tasks', 'journal', 'outbox'])

const bare = (text: string): string => text.replaceAll(/[\s'"\\{}（）]/g, '')

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object' || 'evaluate' in value) return []
  const items = value instanceof Map ? [...value.values()] : Object.values(value)
  return items.flatMap(textsIn)
}

/** All that a pack, its demonstration and the people in it say. */
async function saidByOthers({ world }: Village, packs: readonly string[]): Promise<string> {
  const files = packs.flatMap((pack) =>
    readdirSync(join(bundledPacksFolder, pack), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml') || file.endsWith('.md'))
      .map((file) => readFileSync(join(bundledPacksFolder, pack, file), 'utf8')),
  )
  const [organization = ''] = await world.gate.organizationIds()
  const rows = await world.gate.transact(
    organization,
    { kind: 'program', name: 'test' },
    'read',
    async ({ db, organization: { pack } }) => {
      const { rows: tables } = await sql<{ name: string }>`
        select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'organization_id'
          and has_table_privilege(table_name, 'select')`.execute(db)
      const said: string[] = []
      for (const { name } of tables.filter((table) => !sentences.has(table.name)))
        for (const { row } of (
          await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(name)} t`.execute(
            db,
          )
        ).rows)
          said.push(JSON.stringify(row))
      // A workbook names its places in Japanese, whoever reads about them.
      for (const procedure of pack.procedures.values())
        said.push(...offersOf(procedure, pack).flatMap(({ name, also }) => [name, ...also]))
      // What is taken from the library with values stands in no file as it is read.
      said.push(...textsIn(pack))
      return said
    },
  )
  // The name of the program is the same in every language.
  return bare([...files, ...rows, '関所'].join('\n'))
}

describe.skipIf(executable === undefined)('pages in English', () => {
  let village: Village
  let others: string
  beforeAll(async () => {
    village = await startVillage(executable ?? '', { at: '2026-11-24 09:00', pack: 'otari' })
    others = await saidByOthers(village, ['common', 'municipal', 'otari'])
  })
  afterAll(() => village?.close())

  test.each(['y-hasegawa', 'k-sakaki'])(
    'for %s: Japanese is what the pack and people say, and it is marked as Japanese',
    async (account) => {
      const visit = await village.visit(account)
      await visit.context.addInitScript(`localStorage.setItem('sekisho.language', 'en')`)
      const { pages, broken, raw, japanese } = await crawl(visit)
      expect(pages).toBeGreaterThan(40)
      expect(japanese.length).toBeGreaterThan(100)
      const told = (words: typeof japanese) => words.map(({ word, at }) => `${word} ← ${at}`)
      expect({
        broken,
        raw,
        unmarked: told(japanese.filter(({ marked }) => !marked)),
        own: told(japanese.filter(({ word }) => !others.includes(bare(word)))),
      }).toEqual({ broken: [], raw: [], unmarked: [], own: [] })
    },
    600_000,
  )
})
