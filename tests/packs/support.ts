import { fileURLToPath } from 'node:url'
import type { KeptPack } from '#kernel/packs/kept.ts'
import type { PackFault, SourceFile } from '#kernel/packs/source.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { loadEdition, loadKeptEdition } from '#platform/packs/edition.ts'
import type { LoadedEdition } from '#platform/packs/edition.ts'
import { readPackTexts } from '#platform/packs/folder.ts'
import { readYaml } from '#platform/packs/yaml.ts'

/** A folder of packs made for tests: ひなた町 (`hinata`) and what it extends (`commons`). */
export const fixturePacks = fileURLToPath(new URL('./fixtures', import.meta.url))

/** The files of the fixture packs as they stand, by their path. */
const unchangedFiles = new Map<string, { readonly text: string; readonly file: SourceFile }>()

/** The texts of the fixture packs. */
export async function hinataTexts(): Promise<Map<string, string>> {
  const texts = new Map([
    ...(await readPackTexts(fixturePacks, 'commons')),
    ...(await readPackTexts(fixturePacks, 'hinata')),
  ])
  if (unchangedFiles.size === 0)
    for (const [path, text] of texts)
      unchangedFiles.set(path, { text, file: frozenFile(readYaml(path, text)) })
  return texts
}

/** The texts of みなと町 (`minato`), which is ひなた町 with checklists, rounds and choices, and of what it extends. */
export async function minatoTexts(): Promise<Map<string, string>> {
  return new Map([...(await hinataTexts()), ...(await readPackTexts(fixturePacks, 'minato'))])
}

/** `loadEdition`, which parses only the files that a test changed: two thirds of a loading are parsing. */
export const loadFixture = (id: string, texts: ReadonlyMap<string, string>): LoadedEdition =>
  loadEdition(id, texts, readChanged)

/** `loadKeptEdition`, in the same way. */
export const loadKeptFixture = (
  id: string,
  texts: ReadonlyMap<string, string>,
  language: number,
): KeptPack => loadKeptEdition(id, texts, language, readChanged)

function readChanged(path: string, text: string): SourceFile {
  const unchanged = unchangedFiles.get(path)
  return unchanged?.text === text ? unchanged.file : readYaml(path, text)
}

/** Tests share the file: who would change its value is refused. */
function frozenFile(file: SourceFile): SourceFile {
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
    Object.freeze(value)
    for (const child of Object.values(value)) freeze(child)
  }
  freeze(file.value)
  return file
}

/** ひなた町, loaded. */
export async function hinata(): Promise<Pack> {
  const { edition, faults } = loadFixture('hinata', await hinataTexts())
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
  pack = 'hinata',
): Map<string, string> {
  const path = `${pack}/${file}`
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
