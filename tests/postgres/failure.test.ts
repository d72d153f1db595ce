import { describe, expect, it } from 'vitest'
import { refuseFolder, refuseNotStarted } from '#platform/db/local/failure.ts'
import { codeOf } from './helpers.ts'

describe('a failed start', () => {
  it('says that the disk is full when PostgreSQL says so', async () => {
    const output = [
      'LOG:  starting',
      'FATAL:  could not write to file "pg_wal/xlogtemp.12": No space left on device',
    ]
    expect(await codeOf(Promise.resolve().then(() => refuseNotStarted('/data', output)))).toBe(
      'disk-full',
    )
  })

  it('says that the disk is full when the file system says so', async () => {
    const error = Object.assign(new Error('write'), { code: 'ENOSPC' })
    expect(await codeOf(Promise.resolve().then(() => refuseFolder('/data', error)))).toBe(
      'disk-full',
    )
  })

  it('quotes the fatal line, not the last one', () => {
    const output = ['FATAL:  lock file is empty', 'LOG:  database system is shut down', '']
    expect(() => refuseNotStarted('/data', output)).toThrow(/FATAL: {2}lock file is empty/)
  })
})
