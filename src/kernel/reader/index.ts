/**
 * The reader: a policy document as blocks → outline, provisions with their facets, leftovers with
 * their reasons.
 */
import type { SourceDocument } from './blocks.ts'
import { readFacets } from './facets.ts'
import { collectLeaves, outlineOf } from './leaves.ts'
import { learnNames } from './names.ts'
import { buildTree } from './outline.ts'
import { toPieces } from './pieces.ts'
import type { PolicyReading } from './reading.ts'

export type { SourceDocument } from './blocks.ts'
export type { Kind, Modality, OutlineNode, ReadProvision, PolicyReading } from './reading.ts'
export { textToBlocks } from './textBlocks.ts'

/**
 * Reads a policy document. Does not throw; every non-blank line of the source ends up in a
 * provision, a heading or a leftover.
 */
export function readPolicy(document: SourceDocument): PolicyReading {
  const { pieces, leftovers: noise } = toPieces(document.blocks)
  const tree = buildTree(pieces)
  const names = learnNames(pieces)
  const { leaves, leftovers } = collectLeaves(tree)
  const outline = outlineOf(tree, '')
  const title = outline[0]?.title ?? document.name
  const provisions = readFacets(leaves, names)
  return {
    title,
    outline,
    provisions,
    leftovers: [...noise, ...leftovers].sort((a, b) => a.line - b.line),
    names,
  }
}
