import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundledPacksFolder } from '#platform/packs/folder.ts'

/**
 * かぜ町, of a shape of its own: other roles, two classes, other approvers and days. It takes what it
 * does from the library and lies with it in a folder of its own.
 */
export interface Town {
  readonly id: string
  readonly folder: string
  /** The lines that somebody wrote for it, without its provisions. */
  readonly lines: number
  remove(): void
}

/** Writes the town's pack and the library into a temporary folder. */
export function writeTown(): Town {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-sixth-'))
  const town = fileURLToPath(new URL('kazemachi', import.meta.url))
  cpSync(town, join(folder, 'kazemachi'), { recursive: true })
  for (const pack of ['common', 'municipal'])
    cpSync(join(bundledPacksFolder, pack), join(folder, pack), { recursive: true })
  const written = readdirSync(join(folder, 'kazemachi'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !path.startsWith('provisions'))
    .map((path) => readFileSync(join(folder, 'kazemachi', path), 'utf8'))
  return {
    id: 'kazemachi',
    folder,
    lines: written.reduce((sum, text) => sum + text.trimEnd().split('\n').length, 0),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
