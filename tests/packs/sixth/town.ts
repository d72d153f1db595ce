import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * かぜ町, of a shape of its own: other roles, two classes, other approvers and days. It takes what it
 * does from a small library (`shelf`) and lies with it in a folder of its own.
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
  for (const pack of ['kazemachi', 'shelf'])
    cpSync(fileURLToPath(new URL(pack, import.meta.url)), join(folder, pack), { recursive: true })
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
