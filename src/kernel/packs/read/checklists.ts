import type { Checklist, Draw, Item, Mending, RoundActor, Subject } from '../checklist.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readFields } from './fields.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'
import { readRoundActor, whoPlaceOf } from './roundActors.ts'
import { lazyScope, subjectEmptiness, subjectNames } from './scopes.ts'
import { readLength } from './spans.ts'
import { parseSubject } from './subject.ts'
import { readWho } from './who.ts'

const proofs = ['photo', 'file'] as const
const usualMending = { count: 3, unit: 'months' } as const

/** Reads one checklist. */
export function readChecklist(reader: PackReader, id: string, tree: Tree): Checklist {
  const of = readSubject(reader, child(tree, 'of'))
  return {
    ...reader.mechanism(id, tree),
    of,
    items: readItems(reader, child(tree, 'items'), of),
    draws: readDraws(reader, child(tree, 'draw')),
    ...optional('mend', readMending(reader, child(tree, 'mend'), of)),
    ...optional('waivedBy', readWho(reader, child(tree, 'waivedBy'), whoPlaceOf(reader, of))),
  }
}

/** What it is about; the organisation where what is written is nothing, which is reported. */
function readSubject(reader: PackReader, tree: Tree | undefined): Subject {
  const text = textOf(tree)
  const subject = text === undefined ? undefined : parseSubject(text)
  if (tree !== undefined && subject === undefined)
    reader.faults.add('bad-of', tree.at, { text: text ?? '' })
  if (tree !== undefined && subject?.kind === 'line')
    reader.named(tree, subject.register, 'unknown-register', reader.symbols.registers)
  return subject ?? { kind: 'organization' }
}

function readItems(reader: PackReader, tree: Tree | undefined, of: Subject): Item[] {
  const scope = lazyScope(() => subjectNames(reader.symbols, of))
  return readFields(reader, tree, scope, [], undefined, { unread: true }).map((field): Item => {
    const written = child(tree, field.id)
    reader.condition(child(written, 'when'), scope, {
      safe: true,
      emptiness: subjectEmptiness(reader.symbols, of),
    })
    const wanted = textOf(child(written, 'proof'))
    return {
      ...field,
      ...optional('ask', textOf(child(written, 'ask'))),
      ...optional(
        'proof',
        proofs.find((each) => each === wanted),
      ),
      ...optional('applies', written && reader.applies(written)),
    }
  })
}

/** `items of malware`, `questions of devices` */
function readDraws(reader: PackReader, tree: Tree | undefined): Draw[] {
  return itemsOf(tree).flatMap((item): Draw[] => {
    const text = textOf(item) ?? ''
    const [, face, of] = /^(items|questions) of ([a-z][a-z0-9-]*)$/.exec(text) ?? []
    if (face === undefined || of === undefined) {
      reader.faults.add('bad-draw', item.at, { text })
      return []
    }
    reader.named(item, of, 'unknown-checklist', reader.symbols.checklists)
    return [{ face: face === 'items' ? 'items' : 'questions', of }]
  })
}

function readMending(reader: PackReader, tree: Tree | undefined, of: Subject): Mending | undefined {
  const by: RoundActor | undefined = readRoundActor(reader, child(tree, 'by'), of)
  if (by === undefined) return undefined
  return {
    by,
    within: readLength(reader, child(tree, 'within')) ?? usualMending,
    ...optional('verify', readWho(reader, child(tree, 'verify'), whoPlaceOf(reader, of))),
  }
}
