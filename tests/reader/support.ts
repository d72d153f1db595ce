/** Where the reader's own and shared documents are, and small helpers on readings. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { OutlineNode, PolicyReading, SourceDocument } from '#kernel/reader/index.ts'
import type { Scored } from './scorer.ts'

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url))

/** Names of the shared documents that an inventory exists for; none where they are missing. */
export const seeds = ['otari', 'nara', 'yonezawa', 'ipa', 'hokkaido'].filter((name) =>
  existsSync(`${shared}seeds/${name}.txt`),
)

/** Text of a shared document. */
export const seedText = (name: string): string => readFileSync(`${shared}seeds/${name}.txt`, 'utf8')

const rows = (file: string): Scored[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => JSON.parse(l) as Scored)

/** A person's inventory of a shared document. */
export const seedInventory = (name: string): Scored[] => rows(`${shared}provisions/${name}.jsonl`)

/** Text of one of our own fixtures. */
export const fixtureText = (file: string): string =>
  readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')

/** The hand-made inventory of one of our own fixtures. */
export const fixtureInventory = (name: string): Scored[] =>
  rows(fileURLToPath(new URL(`fixtures/${name}.gold.jsonl`, import.meta.url)))

/** Source lines that no provision, heading or leftover of a reading accounts for. */
export function unaccounted(document: SourceDocument, reading: PolicyReading): number[] {
  const known = new Set<number>()
  const visit = (node: OutlineNode): void => {
    for (const line of node.lines) known.add(line)
    node.children.forEach(visit)
  }
  reading.outline.forEach(visit)
  for (const provision of reading.provisions) for (const line of provision.lines) known.add(line)
  for (const leftover of reading.leftovers) known.add(leftover.line)
  return document.blocks
    .filter((b) => b.kind !== 'blank' && b.text.trim() !== '')
    .flatMap((b) => b.lines ?? [b.line])
    .filter((line) => !known.has(line))
}
