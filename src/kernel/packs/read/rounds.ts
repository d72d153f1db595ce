import { parseEvery } from '../../calendar/every.ts'
import type { Every } from '../../calendar/every.ts'
import type { Subject } from '../checklist.ts'
import { namesOfFields } from '../expressions/names.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import type {
  Closing,
  Independence,
  LateRound,
  Occasion,
  Portion,
  Round,
  RoundSubject,
} from '../round.ts'
import { child, entriesOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { choiceIn, choicesIn } from './choiceNames.ts'
import { emptyAmong } from './filled.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'
import { readCourse } from './courses.ts'
import { readRoundActors, readSubjectWho, readSubjectWhos } from './roundActors.ts'
import { lazyScope, subjectEmptiness, subjectNames } from './scopes.ts'
import { readLength } from './spans.ts'
import { parseRoundSubject, subjectOf } from './subject.ts'

/** rounds.yaml */
export function readRounds(reader: PackReader, tree: Tree | undefined): Map<string, Round> {
  return new Map(
    entriesOf(child(tree, 'rounds')).map(([id, each]) => [id, readRound(reader, id, each)]),
  )
}

function readRound(reader: PackReader, id: string, tree: Tree): Round {
  const each = readEach(reader, child(tree, 'each'))
  const of = subjectOf(each)
  const isPerson = of.kind === 'person'
  const by = readRoundActors(reader, child(tree, 'by'), of)
  const closedBy = itemsOf(child(tree, 'closedBy')).flatMap(
    (item) => readClosing(reader, item) ?? [],
  )
  checkMachine(reader, tree, { each, by, closedBy })
  return {
    ...reader.mechanism(id, tree),
    each,
    on: itemsOf(child(tree, 'on')).flatMap((item) => readOccasion(reader, item) ?? []),
    by: by.length === 0 && isPerson ? [{ kind: 'self' }] : by,
    all: false,
    closedBy,
    late: readLate(reader, child(tree, 'late'), of),
    choices: [...choicesIn(tree)],
    ...optional(
      'where',
      reader.condition(
        child(tree, 'where'),
        lazyScope(() => subjectNames(reader.symbols, of)),
        { safe: true, emptiness: subjectEmptiness(reader.symbols, of) },
      ),
    ),
    ...optional('every', readEvery(reader, child(tree, 'every'))),
    ...optional('month', readMonth(child(tree, 'in'))),
    ...optional('within', readLength(reader, child(tree, 'within'))),
    ...optional('independent', readIndependence(reader, child(tree, 'independent'), of)),
    ...optional('portion', readPortion(child(tree, 'portion'))),
    ...optional('course', readCourse(reader, child(tree, 'course'), of, closedBy)),
  }
}

/** A machine answers items of what a token can be about, and people do what it leaves undone. */
function checkMachine(
  reader: PackReader,
  tree: Tree,
  { each, by, closedBy }: Pick<Round, 'each' | 'by' | 'closedBy'>,
): void {
  const written = itemsOf(child(tree, 'by')).find((item) => textOf(item) === 'machine')
  if (written === undefined) return
  const isWatched = each.kind === 'line' || each.kind === 'organization'
  if (!isWatched || !closedBy.some(({ kind }) => kind === 'answers'))
    reader.faults.add('machine-without-token', written.at, {
      each: textOf(child(tree, 'each')) ?? '',
    })
  if (by.every(({ kind }) => kind === 'machine')) reader.faults.add('machine-alone', written.at, {})
}

/** What it goes through; the organisation where what is written is nothing, which is reported. */
function readEach(reader: PackReader, tree: Tree | undefined): RoundSubject {
  const text = textOf(tree)
  const each = text === undefined ? undefined : parseRoundSubject(text)
  if (tree !== undefined && each === undefined)
    reader.faults.add('bad-each', tree.at, { text: text ?? '' })
  if (each?.kind === 'line')
    reader.named(tree, each.register, 'unknown-register', reader.symbols.registers)
  if (each?.kind === 'holder') reader.named(tree, each.role, 'unknown-role', reader.symbols.roles)
  return each ?? { kind: 'organization' }
}

/** A cadence, or the choice of one. */
function readEvery(reader: PackReader, tree: Tree | undefined): Every | undefined {
  const text = textOf(tree)
  if (tree === undefined || text === undefined) return undefined
  if (choiceIn(text) !== undefined) return reader.choice(tree, 'cadence')?.cadence
  const every = parseEvery(text)
  if (every === undefined) reader.faults.add('bad-every', tree.at, { text })
  return every
}

function readMonth(tree: Tree | undefined): number | undefined {
  const month = /^(\d+)月$/.exec(textOf(tree) ?? '')?.[1]
  return month === undefined ? undefined : Number(month)
}

const occasions = ['new', 'left', 'moved', 'edition', 'hand'] as const

/** `new`, `end of drill`, `end done of drill` */
function readOccasion(reader: PackReader, tree: Tree): Occasion | undefined {
  const text = textOf(tree) ?? ''
  const kind = occasions.find((each) => each === text)
  if (kind !== undefined) return { kind }
  const ended = readEnded(reader, tree, text)
  if (ended === undefined) reader.faults.add('bad-occasion', tree.at, { text })
  return ended
}

function readEnded(
  reader: PackReader,
  tree: Tree,
  text: string,
): (Occasion & { kind: 'ended' }) | undefined {
  const [, end, procedure] = /^end(?: ([a-z][a-z0-9-]*))? of ([a-z][a-z0-9-]*)$/.exec(text) ?? []
  if (procedure === undefined) return undefined
  reader.named(tree, procedure, 'unknown-procedure', reader.symbols.procedures)
  return { kind: 'ended', procedure, ...optional('end', end) }
}

/** A way to close, or `{ by: line of trainings, where: "kind == 'new'" }`. */
function readClosing(reader: PackReader, written: Tree): Closing | undefined {
  const tree = child(written, 'by') ?? written
  const closing = readWay(reader, tree)
  const where = child(written, 'where')
  if (closing === undefined || where === undefined) return closing
  if (closing.kind !== 'line' && closing.kind !== 'ended') {
    reader.faults.add('closing-where', where.at, { text: textOf(tree) ?? '' }, { key: true })
    return closing
  }
  const fields = fieldsOfClosing(reader, closing)
  const condition = reader.condition(
    where,
    lazyScope(() => namesOfFields(fields, reader.symbols.axes)),
    { safe: false, emptiness: emptyAmong(fields) },
  )
  return { ...closing, ...optional('where', condition) }
}

/** The fields of what a closing is about: of the line, or of the case. */
function fieldsOfClosing(
  { symbols }: PackReader,
  closing: Extract<Closing, { kind: 'line' | 'ended' }>,
): readonly FieldSymbol[] {
  const of =
    closing.kind === 'line'
      ? symbols.registers.get(closing.register)
      : symbols.procedures.get(closing.procedure)
  return of?.fields ?? []
}

/** `answers to server`, `reading of conduct`, `line of trainings`, `end of drill`, `meeting of csirt` */
function readWay(reader: PackReader, tree: Tree): Closing | undefined {
  const text = textOf(tree) ?? ''
  const { symbols } = reader
  const ended = readEnded(reader, tree, text)
  if (ended !== undefined) return ended
  const [, way, name = ''] =
    /^(answers to|reading of|line of|meeting of) ([a-z][a-z0-9-]*)$/.exec(text) ?? []
  switch (way) {
    case 'answers to':
    case 'reading of':
      reader.named(tree, name, 'unknown-checklist', symbols.checklists)
      return { kind: way === 'answers to' ? 'answers' : 'reading', checklist: name }
    case 'line of':
      reader.named(tree, name, 'unknown-register', symbols.registers)
      return { kind: 'line', register: name }
    case 'meeting of':
      reader.named(tree, name, 'unknown-role', symbols.roles)
      return { kind: 'meeting', body: name }
    default:
      reader.faults.add('bad-closing', tree.at, { text })
      return undefined
  }
}

function readLate(reader: PackReader, tree: Tree | undefined, of: Subject): LateRound[] {
  return itemsOf(tree).map((item) => ({
    remind: readSubjectWhos(reader, child(item, 'remind'), of),
    ...optional('after', readLength(reader, child(item, 'after'))),
  }))
}

function readPortion(tree: Tree | undefined): Portion | undefined {
  const items = numberOf(child(tree, 'items'))
  const years = numberOf(child(tree, 'years'))
  return items === undefined || years === undefined ? undefined : { items, years }
}

/** `{ of: unit, team: 2, unless: ciso }` */
function readIndependence(
  reader: PackReader,
  tree: Tree | undefined,
  of: Subject,
): Independence | undefined {
  if (tree === undefined) return undefined
  return {
    ...optional('team', numberOf(child(tree, 'team'))),
    ...optional('unless', readSubjectWho(reader, child(tree, 'unless'), of)),
  }
}
