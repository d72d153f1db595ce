import type { RoundActor, Subject } from '../checklist.ts'
import { itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Who } from '../who.ts'
import type { PackReader } from './packReader.ts'
import { writtenSubject } from './subject.ts'
import { readWho } from './who.ts'
import type { WhoPlace } from './who.ts'

/** Where a who of a round or a checklist is written: beside its subject. */
function placeOf(reader: PackReader, of: Subject): WhoPlace {
  if (of.kind === 'organization') return { kind: 'program' }
  if (of.kind !== 'line') return { kind: 'line' }
  return { kind: 'line', fields: reader.symbols.registers.get(of.register)?.fields ?? [] }
}

/** Who it is of a subject; one whom the subject does not tell is reported. */
export function readSubjectWho(
  reader: PackReader,
  tree: Tree | undefined,
  of: Subject,
): Who | undefined {
  const who = readWho(reader, tree, placeOf(reader, of))
  if (tree !== undefined && who !== undefined && !isFound(reader, who, of))
    reader.faults.add('who-unfound', tree.at, {
      text: textOf(tree) ?? '',
      each: writtenSubject(of),
    })
  return who
}

export function readSubjectWhos(reader: PackReader, tree: Tree | undefined, of: Subject): Who[] {
  return itemsOf(tree).flatMap((item) => readSubjectWho(reader, item, of) ?? [])
}

/** Whether a subject says where a role is looked for. A register that is not there is reported. */
function isFound(reader: PackReader, who: Who, of: Subject): boolean {
  if (who.kind !== 'role' || who.of.from !== 'about') return true
  const { to } = who.of
  if (of.kind !== 'line') return to === 'unit'
  const register = reader.symbols.registers.get(of.register)
  if (register === undefined || register.scope === to) return true
  if (to === 'unit' && (register.ofUnits || register.scope !== undefined)) return true
  return register.fields.some((field) => {
    const scope = reader.symbols.registers.get(field.register ?? '')?.scope
    return field.type === 'line' && scope !== undefined && (to === 'unit' || scope === to)
  })
}

/** Who answers: `self`, `machine`, or somebody of the pack. */
export function readRoundActor(
  reader: PackReader,
  tree: Tree | undefined,
  of: Subject,
): RoundActor | undefined {
  const text = textOf(tree)
  if (text === 'machine') return { kind: 'machine' }
  if (text !== 'self') return readSubjectWho(reader, tree, of)
  if (tree !== undefined && of.kind !== 'person') reader.faults.add('self-nobody', tree.at, {})
  return { kind: 'self' }
}

export function readRoundActors(
  reader: PackReader,
  tree: Tree | undefined,
  of: Subject,
): RoundActor[] {
  return itemsOf(tree).flatMap((item) => readRoundActor(reader, item, of) ?? [])
}
