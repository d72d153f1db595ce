import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { makeFolder } from './cluster.ts'

/**
 * A socket's path may be 107 bytes long (sun_path, unix(7)); `/.s.PGSQL.5432.lock` takes 19 of
 * them.
 */
const maxFolderLength = 107 - 19

/**
 * Creates the private folder of the socket: in Sekisho's folder, or, where that path is too long,
 * in the temporary folder.
 */
export function makeSocketFolder(folder: string, account: Account): string {
  const inside = join(folder, 'socket')
  if (Buffer.byteLength(inside) <= maxFolderLength) {
    makeFolder(inside, account)
    return inside
  }
  const short = join(
    tmpdir(),
    `sekisho-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`,
  )
  const path = isSafe(short, account) ? short : mkdtempSync(join(tmpdir(), 'sekisho-'))
  makeFolder(path, account)
  return path
}

/** Removes the socket's folder when it is empty. */
export function removeSocketFolder(path: string): void {
  rmSync(path, { recursive: true, force: true })
}

/** Anybody may have created something under a predictable name in the temporary folder. */
function isSafe(path: string, account: Account): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (!stat) return true
  return stat.isDirectory() && (stat.mode & 0o077) === 0 && stat.uid === account.uid
}
