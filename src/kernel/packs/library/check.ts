import type { FaultCollector } from '../faults.ts'
import { checkShape } from '../shape.ts'
import { suggest } from '../suggest.ts'
import { itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { libraryHeadSchema } from '../schema/library.ts'
import { headKeys, readHead } from './head.ts'
import { openNames, wordsOf } from './instantiate.ts'

/**
 * Reports a mechanism of the library whose head and body part ways: a name that it leaves open but
 * does not declare, and one that it declares but nothing reads.
 */
export function checkLibrary(tree: Tree, faults: FaultCollector): void {
  if (tree.kind !== 'map') return
  const entries = new Map(
    [...tree.entries].filter(([key]) => headKeys.some((head) => head === key)),
  )
  checkShape({ ...tree, entries }, libraryHeadSchema, faults)
  const { parameters, parts } = readHead(tree)
  for (const [name, { at }] of parts)
    if (parameters.has(name))
      faults.add('duplicate', at, { what: 'パラメーターと部分の', name }, { key: true })
  const declared = new Map<string, { readonly at: Tree['at'] }>([...parameters, ...parts])
  for (const [name, { default: usual }] of parameters)
    checkWords(usual, wordsOf(tree, name), faults)
  const open = openNames(tree)
  for (const [name, at] of open)
    if (!declared.has(name))
      faults.add('unknown-parameter', at, { name, near: suggest(name, declared.keys()) })
  for (const [name, { at }] of declared)
    if (!open.has(name)) faults.add('unused-parameter', at, { name }, { key: true })
}

/** Reports a word of a list that no part of the mechanism asks for. */
export function checkWords(
  value: Tree | undefined,
  words: ReadonlySet<string>,
  faults: FaultCollector,
): void {
  if (words.size === 0) return
  for (const item of itemsOf(value)) {
    const name = textOf(item) ?? ''
    if (!words.has(name))
      faults.add('unknown-library-part', item.at, { name, near: suggest(name, words) })
  }
}
