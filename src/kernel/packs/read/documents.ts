import type { Document, Section } from '../document.ts'
import type { Expression } from '../expression.ts'
import { child, entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readDraws } from './checklists.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'

const elseCarried = '節に条項の番号を書いてください。'

/** Reads the documents of a pack. A word that two sections define is a fault of the second. */
export function readDocuments(
  reader: PackReader,
  trees: ReadonlyMap<string, Tree>,
): Map<string, Document> {
  const defined = new Map<string, string>()
  return new Map(
    [...trees].map(([id, tree]) => [id, readDocument(reader, id, tree, defined)] as const),
  )
}

function readDocument(
  reader: PackReader,
  id: string,
  tree: Tree,
  defined: Map<string, string>,
): Document {
  const sections = entriesOf(child(tree, 'sections'))
  const isBare = sections.every(([, section]) => child(section, 'carries') === undefined)
  return {
    ...reader.mechanism(id, tree, isBare ? '文書' : undefined, elseCarried),
    sections: sections.map(([key, section]) => readSection(reader, key, section, defined)),
  }
}

function readSection(
  reader: PackReader,
  id: string,
  tree: Tree,
  defined: Map<string, string>,
): Section {
  const mechanism = reader.mechanism(id, tree)
  const text = textOf(child(tree, 'text'))
  const draws = readDraws(reader, child(tree, 'draw'))
  if (text === undefined && child(tree, 'draw') === undefined)
    reader.faults.add('section-empty', tree.at, { section: id }, { key: true })
  readBlanks(reader, child(tree, 'text'))
  return {
    ...mechanism,
    ...optional('text', text),
    ...optional('when', standing(reader, tree)),
    defines: readDefined(reader, tree, mechanism.title, defined),
    draws,
  }
}

function standing(reader: PackReader, tree: Tree): Expression | undefined {
  return reader.onOrganization(child(tree, 'when'))
}

/** Each blank of a text has to be a choice of the organisation. */
function readBlanks(reader: PackReader, written: Tree | undefined): void {
  for (const [, blank = ''] of (textOf(written) ?? '').matchAll(/\{([^{}]*)\}/g)) {
    const name = /^organization\.([a-z][A-Za-z0-9]*)$/.exec(blank)?.[1]
    reader.named(written, name ?? blank, 'unknown-choice', reader.symbols.choices ?? new Map())
  }
}

function readDefined(
  reader: PackReader,
  tree: Tree,
  title: string,
  defined: Map<string, string>,
): string[] {
  const written = child(tree, 'defines')
  return reader.texts(tree, 'defines').filter((word) => {
    const other = defined.get(word)
    if (other !== undefined && written !== undefined)
      reader.faults.add('defined-twice', written.at, { word, other })
    defined.set(word, other ?? title)
    return other === undefined
  })
}
