import type { Checklist, Draw, Item, Mending, SampleSource, Subject } from '../checklist.ts'
import { mapAt } from '../short/build.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readFields } from './fields.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'
import { readRoundActor, readSubjectWho } from './roundActors.ts'
import { lazyScope, subjectEmptiness, subjectNames } from './scopes.ts'
import { readLength } from './spans.ts'
import { parseSubject } from './subject.ts'

const proofs = ['photo', 'file'] as const
const elseCarried = '項目か点検表に条項の番号を書くか、draw でほかの点検表から取り込んでください。'
const usualMending = { count: 3, unit: 'months' } as const

/** Reads one checklist. */
export function readChecklist(reader: PackReader, id: string, tree: Tree): Checklist {
  const of = readSubject(reader, child(tree, 'of'))
  const items = entriesOf(child(tree, 'items'))
  const view = child(tree, 'view')
  const isBare =
    child(tree, 'draw') === undefined &&
    items.every(([, item]) => child(item, 'carries') === undefined)
  return {
    ...reader.mechanism(id, tree, isBare ? '点検表' : undefined, elseCarried),
    of,
    items: readItems(reader, child(tree, 'items'), of),
    draws: readDraws(reader, child(tree, 'draw')),
    samples: readSamples(reader, child(tree, 'samples')),
    ...optional('view', view && readItems(reader, mapAt(view.at, { view }), of)[0]),
    ...optional('mend', readMending(reader, child(tree, 'mend'), of)),
    ...optional('waivedBy', readSubjectWho(reader, child(tree, 'waivedBy'), of)),
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
    if (field.should === undefined && field.must === undefined && !isDemanded(written))
      reader.faults.add(
        'item-never-wrong',
        written?.at ?? { file: (tree as Tree).at.file, path: [] },
        { item: field.id },
        { key: true },
      )
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

/** What is demanded may be wrongly written, which is reported. */
function isDemanded(item: Tree | undefined): boolean {
  return child(item, 'should') !== undefined || child(item, 'must') !== undefined
}

const faces = ['items', 'questions', 'findings'] as const

/** `items of malware`, `questions of devices`, `findings of audit` */
export function readDraws(reader: PackReader, tree: Tree | undefined): Draw[] {
  return itemsOf(tree).flatMap((item): Draw[] => {
    const text = textOf(item) ?? ''
    const [, written, of] = /^([a-z]+) of ([a-z][a-z0-9-]*)$/.exec(text) ?? []
    const face = faces.find((each) => each === written)
    if (face === undefined || of === undefined) {
      reader.faults.add('bad-draw', item.at, { text })
      return []
    }
    reader.named(item, of, 'unknown-checklist', reader.symbols.checklists)
    return [{ face, of }]
  })
}

/** `cases of take-out`, `lines of assets` */
function readSamples(reader: PackReader, tree: Tree | undefined): SampleSource[] {
  return itemsOf(tree).flatMap((item): SampleSource[] => {
    const text = textOf(item) ?? ''
    const [, kind, name = ''] = /^(cases|lines) of ([a-z][a-z0-9-]*)$/.exec(text) ?? []
    switch (kind) {
      case 'cases':
        reader.named(item, name, 'unknown-procedure', reader.symbols.procedures)
        return [{ kind, procedure: name }]
      case 'lines':
        reader.named(item, name, 'unknown-register', reader.symbols.registers)
        return [{ kind, register: name }]
      default:
        reader.faults.add('bad-samples', item.at, { text })
        return []
    }
  })
}

function readMending(reader: PackReader, tree: Tree | undefined, of: Subject): Mending | undefined {
  const written = child(tree, 'by')
  const by = readRoundActor(reader, written, of)
  if (by === undefined || written === undefined) return undefined
  if (by.kind === 'machine') reader.faults.add('who-not-here', written.at, { text: 'machine' })
  return {
    by,
    within: readLength(reader, child(tree, 'within')) ?? usualMending,
    ...optional('verify', readSubjectWho(reader, child(tree, 'verify'), of)),
  }
}
