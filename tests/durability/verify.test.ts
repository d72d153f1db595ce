import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createBackup } from '#platform/backup/backup.ts'
import { verifyInstallation } from '#platform/backup/verify.ts'
import { makeVillage, pathOf, query, temporaryFolder } from './village.ts'
import type { Village } from './village.ts'

const verify = (village: Village, against?: string) =>
  verifyInstallation({
    database: { connectionString: village.url },
    folder: village.folder,
    ...(against ? { against } : {}),
  })

describe('verify', () => {
  it('finds nothing in an untouched installation', async () => {
    const village = await makeVillage()
    expect(await verify(village)).toMatchObject({
      good: true,
      files: 2,
      fileFaults: [],
      historyFaults: [],
      journals: [{ rows: 25, broken: [] }],
    })
  })

  it.each([
    [
      'altered words',
      `update journal set action = 'entry.remove' where seq = 7`,
      { seq: 7, why: 'altered' },
    ],
    [
      'an altered detail',
      `update journal set detail = '{"n":8}' where seq = 8`,
      { seq: 8, why: 'altered' },
    ],
    [
      'an altered time',
      `update journal set at = at + interval '1 ms' where seq = 9`,
      { seq: 9, why: 'altered' },
    ],
    ['a missing row', 'delete from journal where seq = 10', { seq: 10, why: 'missing' }],
    ['a missing last row', 'delete from journal where seq = 25', { seq: 25, why: 'head-differs' }],
    [
      'two rows in the other order',
      'update journal set seq = -11 where seq = 11; update journal set seq = 11 where seq = 12; update journal set seq = 12 where seq = -11',
      { seq: 11, why: 'out-of-chain' },
    ],
  ])('finds %s in the journal, and says where', async (_, change, fault) => {
    const village = await makeVillage()
    await query(village.url, change)
    const report = await verify(village)
    expect(report.good).toBe(false)
    expect(report.journals[0]?.broken).toContainEqual(fault)
  })

  it('finds a journal that was cut and closed again, by what an earlier backup saw', async () => {
    const village = await makeVillage()
    const file = join(temporaryFolder(), 'earlier')
    await createBackup({
      database: { connectionString: village.url },
      folder: village.folder,
      file,
      now: new Date(0),
    })
    expect(await verify(village, file)).toMatchObject({ good: true })
    await query(
      village.url,
      'delete from journal where seq > 20; update journal_heads h set seq = 20, hash = (select hash from journal j where j.seq = 20)',
    )
    expect((await verify(village)).journals[0]?.broken).toContainEqual({
      seq: 21,
      to: 25,
      why: 'cut',
    })
    await query(village.url, 'delete from journal_seals')
    expect((await verify(village)).journals[0]?.broken).toContainEqual({
      seq: 20,
      why: 'not-sealed',
    })
    expect(await verify(village, file)).toMatchObject({
      good: false,
      historyFaults: [{ organizationId: village.organizationId, seq: 25 }],
    })
  })

  it('finds files that are missing or altered, by name', async () => {
    const village = await makeVillage(1)
    const [missing = '', altered = ''] = village.files
    rmSync(pathOf(village.folder, missing))
    writeFileSync(pathOf(village.folder, altered), '別の中身')
    const report = await verify(village)
    expect(report.good).toBe(false)
    expect(report.fileFaults).toContainEqual({
      organizationId: village.organizationId,
      name: '控え0.txt',
      sha256: missing,
      why: 'missing',
    })
    expect(report.fileFaults).toContainEqual({
      organizationId: village.organizationId,
      name: '控え1.txt',
      sha256: altered,
      why: 'altered',
    })
  })
})
