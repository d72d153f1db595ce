import { suggest } from '../suggest.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Heading, Provision, ProvisionKind } from '../types.ts'
import type { Reading } from './reading.ts'
import { optional } from './optional.ts'

/** Reads the headings and provisions of all files, in order. */
export function readProvisions(
  reading: Reading,
  files: readonly Tree[],
): { headings: Heading[]; provisions: Provision[] } {
  const headings: Heading[] = []
  const provisions: Provision[] = []
  const seen = new Set<string>()
  for (const item of files.flatMap((file) => itemsOf(file))) {
    const heading = textOf(child(item, 'heading'))
    const ref = textOf(child(item, 'ref'))
    const under = readUnder(reading, child(item, 'under'))
    if (heading !== undefined) {
      if (textOf(child(item, 'title')) === undefined)
        reading.faults.add('missing-key', item.at, { name: 'title' })
      once(reading, seen, `h ${heading}`, '見出し', heading, child(item, 'heading'))
      headings.push({
        ref: heading,
        title: reading.text(item, 'title'),
        ...optional('under', under),
      })
    } else if (ref === undefined) reading.faults.add('missing-key', item.at, { name: 'ref' })
    else {
      for (const key of ['under', 'kind', 'gist'])
        if (child(item, key) === undefined)
          reading.faults.add('missing-key', item.at, { name: key })
      once(reading, seen, `p ${ref}`, '条項', ref, child(item, 'ref'))
      provisions.push({
        ref,
        kind: (textOf(child(item, 'kind')) ?? 'other') as ProvisionKind,
        gist: reading.text(item, 'gist'),
        under: under ?? '',
      })
    }
  }
  return { headings, provisions }
}

function readUnder(reading: Reading, tree: Tree | undefined): string | undefined {
  const under = textOf(tree)
  if (tree !== undefined && under !== undefined && !reading.known.headings.has(under)) {
    reading.faults.add('unknown-heading', tree.at, {
      name: under,
      near: suggest(under, reading.known.headings),
    })
  }
  return under
}

function once(
  reading: Reading,
  seen: Set<string>,
  key: string,
  what: string,
  name: string,
  tree: Tree | undefined,
): void {
  if (seen.has(key) && tree !== undefined) reading.faults.add('duplicate', tree.at, { what, name })
  seen.add(key)
}
