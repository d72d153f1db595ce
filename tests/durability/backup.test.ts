import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBackup } from '#platform/backup/backup.ts'
import { restoreBackup } from '#platform/backup/restore.ts'
import { startLocalPostgres } from '#platform/db/local/postgres.ts'
import { codeOf } from '../postgres/helpers.ts'
import {
  digestOf,
  freshDatabase,
  guardsOf,
  makeVillage,
  pathOf,
  query,
  temporaryFolder,
} from './village.ts'
import type { Village } from './village.ts'

const now = new Date('2026-11-21T00:00:00Z')

async function backUp(village: Village, name = 'all.sekisho'): Promise<string> {
  const file = join(temporaryFolder(), name)
  await createBackup({
    database: { connectionString: village.url },
    folder: village.folder,
    file,
    now,
  })
  return file
}

describe('backup and restore', () => {
  it('bring back every row, file and key into an empty database, with references and rules as before', async () => {
    const village = await makeVillage()
    const file = await backUp(village)
    const url = await freshDatabase()
    const folder = join(temporaryFolder(), 'new')
    const report = await restoreBackup({ file, folder, databaseUrl: url })

    expect(await digestOf(url)).toEqual(await digestOf(village.url))
    expect(await guardsOf(url)).toEqual(await guardsOf(village.url))
    expect(report).toMatchObject({
      files: 2,
      lostFiles: [],
      createdAt: now.toISOString(),
      journals: [{ rows: 25, broken: [] }],
    })
    for (const name of ['secret.key', ...village.files.map((sha256) => pathOf('', sha256))]) {
      expect(
        readFileSync(join(folder, name)).equals(readFileSync(join(village.folder, name))),
      ).toBe(true)
    }
    expect(readdirSync(folder).sort()).toEqual(['files', 'secret.key'])
  })

  it('bring everything back into an empty folder that then starts', async () => {
    const village = await makeVillage()
    const file = await backUp(village)
    const folder = temporaryFolder()
    await restoreBackup({ file, folder })
    expect(readdirSync(folder).sort()).toEqual(['files', 'postgres', 'secret.key'])

    const local = await startLocalPostgres({ folder })
    onTestFinished(() => local.stop())
    expect(await digestOf({ ...local.connection })).toEqual(await digestOf(village.url))
    expect(await codeOf(restoreBackup({ file, folder }))).toBe('folder-in-use')
  })

  it('keep the numbers that a counter has given', async () => {
    const village = await makeVillage()
    await query(
      village.url,
      `create table counted (n bigint generated always as identity, what text); insert into counted (what) values ('a'), ('b')`,
    )
    const file = await backUp(village)
    const url = await freshDatabase()
    await query(url, 'create table counted (n bigint generated always as identity, what text)')
    await restoreBackup({ file, folder: temporaryFolder(), databaseUrl: url })
    expect(await query(url, `insert into counted (what) values ('c') returning n::int`)).toEqual([
      { n: 3 },
    ])
  })

  it('see one moment while people go on writing', async () => {
    const village = await makeVillage()
    const stopping = new AbortController()
    const writer = (async () => {
      while (!stopping.signal.aborted) {
        await query(
          village.url,
          `begin; select set_config('sekisho.organization', '${village.organizationId}', true);
          select journal_append(clock_timestamp(), null, 'a', 'b', 'c', '{}', null, '\\x01'); commit`,
        )
      }
    })()
    const file = await backUp(village)
    stopping.abort()
    await writer
    const url = await freshDatabase()
    const report = await restoreBackup({ file, folder: temporaryFolder(), databaseUrl: url })
    // These rows bear no mark of the program.
    expect(report.journals[0]?.broken.filter(({ why }) => why !== 'altered')).toEqual([])
  })

  it('name the files that had been lost before, and restore the rest', async () => {
    const village = await makeVillage()
    const [lost = '', altered = ''] = village.files
    rmSync(pathOf(village.folder, lost))
    writeFileSync(pathOf(village.folder, altered), 'その後に変えられた')
    const folder = temporaryFolder()
    const report = await restoreBackup({
      file: await backUp(village),
      folder,
      databaseUrl: await freshDatabase(),
    })
    expect([...report.lostFiles].sort()).toEqual([...village.files].sort())
    expect(existsSync(pathOf(folder, altered))).toBe(false)
  })

  it('are private, and never overwrite', async () => {
    const village = await makeVillage(1)
    const file = await backUp(village)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const again = createBackup({
      database: { connectionString: village.url },
      folder: village.folder,
      file,
      now,
    })
    expect(await codeOf(again)).toBe('backup-exists')
    const nowhere = createBackup({
      database: { connectionString: village.url },
      folder: village.folder,
      file: join(file, 'x'),
      now,
    })
    expect(await codeOf(nowhere)).toBe('backup-not-writable')
  })
})

describe('a restore is refused, and leaves nothing, when', () => {
  async function refused(file: string, databaseUrl?: string): Promise<string> {
    const folder = temporaryFolder()
    const code = await codeOf(
      restoreBackup({ file, folder, ...(databaseUrl ? { databaseUrl } : {}) }),
    )
    expect(readdirSync(folder)).toEqual([])
    return code
  }

  it('the file is cut off anywhere', async () => {
    const file = await backUp(await makeVillage(3))
    const whole = readFileSync(file)
    for (const length of [1, 40, 0.3, 0.6, 0.9]
      .map((part) => (part < 1 ? Math.floor(whole.length * part) : part))
      .concat(whole.length - 1)) {
      writeFileSync(`${file}.cut`, whole.subarray(0, length))
      expect(['backup-damaged', 'backup-foreign']).toContain(await refused(`${file}.cut`))
    }
  })

  it('a byte of it is changed, also where the compression was made anew', async () => {
    const file = await backUp(await makeVillage(3))
    const packed = readFileSync(file)
    packed[Math.floor(packed.length / 2)]! ^= 0xff
    writeFileSync(`${file}.flipped`, packed)
    expect(await refused(`${file}.flipped`)).toBe('backup-damaged')

    const tar = gunzipSync(readFileSync(file))
    const at = tar.indexOf('関 守')
    tar.write('関 破', at)
    writeFileSync(`${file}.rewritten`, gzipSync(tar))
    expect(await refused(`${file}.rewritten`)).toBe('backup-damaged')
  })

  it('the file is something else', async () => {
    const folder = temporaryFolder()
    const file = (name: string, content: Buffer) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    expect(await refused(file('text', Buffer.from('これは文書です')))).toBe('backup-foreign')
    expect(await refused(file('empty', Buffer.alloc(0)))).toBe('backup-foreign')
    expect(await refused(file('gzip', gzipSync('これは文書です')))).toBe('backup-foreign')
    expect(await refused(file('zeros', gzipSync(Buffer.alloc(4096))))).toBe('backup-foreign')
    expect(await refused(join(folder, 'none'))).toBe('backup-missing')
  })

  it('the database has rows', async () => {
    const village = await makeVillage(1)
    const before = await digestOf(village.url)
    expect(await refused(await backUp(village), village.url)).toBe('restore-not-empty')
    expect(await digestOf(village.url)).toEqual(before)
  })

  it('the folder has data', async () => {
    const file = await backUp(await makeVillage(1))
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'files'))
    copyFileSync(file, join(folder, 'files', 'x'))
    expect(await codeOf(restoreBackup({ file, folder }))).toBe('restore-not-empty')
    expect(readdirSync(folder)).toEqual(['files'])
  })

  it('it comes from a newer program', async () => {
    const village = await makeVillage(1)
    await query(village.url, `insert into kysely_migration values ('9999_future', now()::text)`)
    expect(await refused(await backUp(village))).toBe('backup-newer')
  })

  it('its rows refer to nothing', async () => {
    const village = await makeVillage(1)
    await query(
      village.url,
      'alter table units drop constraint units_organization_id_parent_id_fkey; update units set parent_id = gen_random_uuid()',
    )
    const url = await freshDatabase()
    expect(await refused(await backUp(village), url)).toBe('backup-damaged')
    expect(await query(url, 'select from units')).toEqual([])
  })
})
