import { suggest } from '../suggest.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Heading, Modality, Provision, ProvisionKind } from '../types.ts'
import type { PackReader } from './packReader.ts'
import { optional } from './optional.ts'
import { gistsOf } from './symbols.ts'

/** Reads the headings and provisions of all files, in order. */
export function readProvisions(
  reader: PackReader,
  files: readonly Tree[],
): { headings: Heading[]; provisions: Provision[] } {
  const headings: Heading[] = []
  const provisions: Provision[] = []
  const seen = new Set<string>()
  for (const item of files.flatMap((file) => itemsOf(file))) {
    const heading = textOf(child(item, 'heading'))
    const ref = textOf(child(item, 'ref'))
    const under = readUnder(reader, child(item, 'under'))
    if (heading !== undefined) {
      if (textOf(child(item, 'title')) === undefined)
        reader.faults.add('missing-key', item.at, { name: 'title' })
      checkUnique(reader, seen, `h ${heading}`, '見出し', heading, child(item, 'heading'))
      headings.push({
        ref: heading,
        title: reader.text(item, 'title'),
        ...optional('under', under),
      })
    } else if (ref === undefined) reader.faults.add('missing-key', item.at, { name: 'ref' })
    else {
      for (const key of ['under', 'kind', 'gist'])
        if (child(item, key) === undefined) reader.faults.add('missing-key', item.at, { name: key })
      checkUnique(reader, seen, `p ${ref}`, '条項', ref, child(item, 'ref'))
      const texts = reader.texts(item, 'gist')
      const parts = gistsOf(item)
      provisions.push({
        ref,
        kind: (textOf(child(item, 'kind')) ?? 'other') as ProvisionKind,
        modality: (textOf(child(item, 'modality')) ?? 'must') as Modality,
        gist: texts.join('、'),
        under: under ?? '',
        ...optional('parts', parts.length === 0 ? undefined : parts),
      })
    }
  }
  return { headings, provisions }
}

function readUnder(reader: PackReader, tree: Tree | undefined): string | undefined {
  const under = textOf(tree)
  if (tree !== undefined && under !== undefined && !reader.symbols.headings.has(under)) {
    reader.faults.add('unknown-heading', tree.at, {
      name: under,
      near: suggest(under, reader.symbols.headings),
    })
  }
  return under
}

function checkUnique(
  reader: PackReader,
  seen: Set<string>,
  key: string,
  what: string,
  name: string,
  tree: Tree | undefined,
): void {
  if (seen.has(key) && tree !== undefined) reader.faults.add('duplicate', tree.at, { what, name })
  seen.add(key)
}
