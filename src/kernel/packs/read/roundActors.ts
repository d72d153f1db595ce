import type { RoundActor, Subject } from '../checklist.ts'
import { itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { PackReader } from './packReader.ts'
import { readWho } from './who.ts'
import type { WhoPlace } from './who.ts'

/** Where a who of a round or a checklist is written: beside its subject. */
export function whoPlaceOf(reader: PackReader, of: Subject): WhoPlace {
  if (of.kind === 'organization') return { kind: 'program' }
  if (of.kind !== 'line') return { kind: 'line' }
  return { kind: 'line', fields: reader.symbols.registers.get(of.register)?.fields ?? [] }
}

/** Who answers: `self`, `machine`, or somebody of the pack. */
export function readRoundActor(
  reader: PackReader,
  tree: Tree | undefined,
  of: Subject,
): RoundActor | undefined {
  const text = textOf(tree)
  if (text === 'machine') return { kind: 'machine' }
  if (text === 'self') return { kind: 'self' }
  return readWho(reader, tree, whoPlaceOf(reader, of))
}

export function readRoundActors(
  reader: PackReader,
  tree: Tree | undefined,
  of: Subject,
): RoundActor[] {
  return itemsOf(tree).flatMap((item) => readRoundActor(reader, item, of) ?? [])
}
