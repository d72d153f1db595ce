import { textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** The choice that a text stands for: `organization.technical`. */
export function choiceIn(text: string): string | undefined {
  return /^organization\.(\S+)$/.exec(text)?.[1]
}

/** The choices that a part of a pack reads, in its times and its conditions. */
export function choicesIn(tree: Tree, read = new Set<string>()): ReadonlySet<string> {
  if (tree.kind === 'list') for (const item of tree.items) choicesIn(item, read)
  if (tree.kind === 'map') for (const item of tree.entries.values()) choicesIn(item, read)
  for (const [, id] of (textOf(tree) ?? '').matchAll(/\borganization\.([a-z][A-Za-z0-9]*)/g))
    if (id !== undefined) read.add(id)
  return read
}
