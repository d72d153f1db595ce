import { fileURLToPath } from 'node:url'
import type { PackFault } from '#kernel/packs/source.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { loadEdition } from '#platform/packs/edition.ts'
import { readPackTexts } from '#platform/packs/folder.ts'

/** A folder of packs made for tests: ひなた町 (`hinata`) and what it extends (`commons`). */
export const fixturePacks = fileURLToPath(new URL('./fixtures', import.meta.url))

/** The texts of the fixture packs. */
export async function hinataTexts(): Promise<Map<string, string>> {
  return new Map([
    ...(await readPackTexts(fixturePacks, 'commons')),
    ...(await readPackTexts(fixturePacks, 'hinata')),
  ])
}

/** ひなた町, loaded. */
export async function hinata(): Promise<Pack> {
  const { edition, faults } = loadEdition('hinata', await hinataTexts())
  if (edition === undefined)
    throw new Error(`the fixture pack is faulty: ${faults.map(showFault).join(', ')}`)
  return edition.pack
}

export function showFault(fault: PackFault): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.code} ${fault.detail}`
}

/**
 * Changes one place of one file; fails where the place is not there, so that no test proves
 * nothing.
 */
export function edited(
  texts: ReadonlyMap<string, string>,
  file: string,
  from: string,
  to: string,
): Map<string, string> {
  const path = `hinata/${file}`
  const text = texts.get(path) ?? ''
  if (!text.includes(from)) throw new Error(`${path} has no 「${from}」`)
  return new Map(texts).set(
    path,
    text.replace(from, () => to),
  )
}

/** Line and column of the first character of a piece of a text, counting from 1. */
export function positionOf(text: string, piece: string): { line: number; column: number } {
  const offset = text.indexOf(piece)
  if (offset < 0) throw new Error(`no 「${piece}」`)
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
