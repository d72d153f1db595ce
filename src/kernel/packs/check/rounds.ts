import type { FaultCollector } from '../faults.ts'
import type { FieldType } from '../../fields/types.ts'
import type { Closing, Occasion, Round } from '../round.ts'
import type { PackSymbols } from '../read/symbols.ts'
import { isSameSubject, subjectOf, writtenSubject } from '../read/subject.ts'
import { suggest } from '../suggest.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Pack } from '../types.ts'
import { sizeOf } from './checklists.ts'

/** What the rounds of a pack are held against. */
export interface RoundContext extends Pick<Pack, 'checklists' | 'procedures'> {
  readonly symbols: PackSymbols
  readonly faults: FaultCollector
}

/** Reports rounds that never begin, that nobody does, or that nothing can close. */
export function checkRounds(
  rounds: ReadonlyMap<string, Round>,
  tree: Tree | undefined,
  context: RoundContext,
): void {
  for (const round of rounds.values()) {
    const written = child(tree, 'rounds', round.id)
    if (written === undefined) continue
    checkTimes(round, written, context)
    checkPeople(round, written, context)
    for (const [item, occasion] of paired(child(written, 'on'), round.on))
      checkOccasion(round, occasion, item, context)
    for (const [item, closing] of paired(child(written, 'closedBy'), round.closedBy))
      checkClosing(round, closing, child(item, 'by') ?? item, context)
    checkPortion(round, written, context)
    checkIndependence(round, written, context)
  }
}

/** Each written item with what was read of it; none where one could not be read, which is reported. */
function paired<Read>(tree: Tree | undefined, read: readonly Read[]): (readonly [Tree, Read])[] {
  const items = itemsOf(tree)
  return items.length === read.length
    ? items.flatMap((item, index) => {
        const each = read[index]
        return each === undefined ? [] : [[item, each] as const]
      })
    : []
}

function checkTimes(round: Round, tree: Tree, { faults }: RoundContext): void {
  const at = (key: string) => child(tree, key)?.at ?? tree.at
  const every = child(tree, 'every')
  if (every === undefined && child(tree, 'on') === undefined)
    faults.add('round-unbegun', tree.at, { round: round.id }, { key: true })
  if (child(tree, 'in') !== undefined) {
    if (every === undefined) faults.add('month-without-every', at('in'), {}, { key: true })
    else if (round.every !== undefined && !hasMonths(round.every))
      faults.add('month-misfit', at('in'), {}, { key: true })
  }
  if (child(tree, 'within') !== undefined && child(tree, 'on') === undefined)
    faults.add('within-without-on', at('within'), {}, { key: true })
  if (child(tree, 'where') !== undefined && isPlain(round))
    faults.add('where-nothing', at('where'), { each: writtenSubject(round.each) }, { key: true })
}

/** Whether it may be held in one month of several: a turn is longer than a month. */
function hasMonths({ count, unit }: NonNullable<Round['every']>): boolean {
  return unit === 'year' || (unit === 'month' && count > 1)
}

/** The organisation and units have no names that a condition could tell them by. */
function isPlain({ each }: Round): boolean {
  return each.kind === 'organization' || each.kind === 'unit'
}

function checkPeople(round: Round, tree: Tree, { faults }: RoundContext): void {
  if (child(tree, 'by') === undefined && subjectOf(round.each).kind !== 'person')
    faults.add('round-nobody', tree.at, { round: round.id }, { key: true })
}

function checkOccasion(round: Round, occasion: Occasion, at: Tree, context: RoundContext): void {
  const { faults } = context
  const { each } = round
  if (occasion.kind === 'ended') {
    checkEnded(occasion, at, context)
    if (!isAbout(round, occasion.procedure, context))
      faults.add('occasion-misfit', at.at, {
        text: textOf(at) ?? '',
        each: writtenSubject(each),
      })
  }
  const isStill = each.kind === 'organization' && ['new', 'left'].includes(occasion.kind)
  const isUnmoved = occasion.kind === 'moved' && subjectOf(each).kind !== 'person'
  if (isStill || isUnmoved)
    faults.add('occasion-misfit', at.at, { text: textOf(at) ?? '', each: writtenSubject(each) })
}

function checkEnded(
  { procedure, end }: { readonly procedure: string; readonly end?: string },
  at: Tree,
  { procedures, faults }: RoundContext,
): void {
  const ends = procedures.get(procedure)?.ends
  if (ends !== undefined && end !== undefined && !ends.has(end))
    faults.add('unknown-end', at.at, { name: end, near: suggest(end, ends.keys()) })
}

/** Whether the cases of a procedure can be about what a round goes through. */
function isAbout({ each }: Round, procedure: string, { symbols }: RoundContext): boolean {
  const known = symbols.procedures.get(procedure)
  return known === undefined || each.kind !== 'line' || known.about === each.register
}

function checkClosing(round: Round, closing: Closing, at: Tree, context: RoundContext): void {
  const { faults } = context
  if (closing.kind === 'ended') checkEnded(closing, at, context)
  if (closing.kind === 'answers' || closing.kind === 'reading') {
    const known = context.checklists.has(closing.checklist)
    if (known && sizeOf(context.checklists, closing.checklist) === 0)
      faults.add('closing-nothing', at.at, { checklist: closing.checklist })
  }
  const why = misfitOf(round, closing, context)
  if (why !== undefined)
    faults.add('closing-misfit', at.at, {
      text: textOf(at) ?? '',
      each: writtenSubject(round.each),
      why,
    })
}

/** Why something cannot close what a round has open; undefined where it can. */
function misfitOf(round: Round, closing: Closing, context: RoundContext): string | undefined {
  const { each } = round
  const subject = subjectOf(each)
  switch (closing.kind) {
    case 'answers':
    case 'reading': {
      const of = context.checklists.get(closing.checklist)?.of
      if (of === undefined) return undefined
      if (closing.kind === 'reading' && subject.kind !== 'person')
        return '読むのは人なので、each は person か holder of 役割 です'
      return isSameSubject(subject, of)
        ? undefined
        : `この点検表の相手は ${writtenSubject(of)} です`
    }
    case 'line':
      return namesSubject(round, closing.register, context)
        ? undefined
        : 'この台帳には、相手を指す項目がありません'
    case 'ended':
      return isAbout(round, closing.procedure, context)
        ? undefined
        : 'この手続は、相手の台帳の行を対象（about）にしていません'
    case 'meeting':
      if (each.kind !== 'organization') return '会議で済むのは each: organization だけです'
      return !context.symbols.roles.has(closing.body) || context.symbols.bodies.has(closing.body)
        ? undefined
        : 'この役割は会議体（heldBy: body）ではありません'
  }
}

const fieldTypes: Readonly<Record<'person' | 'unit' | 'line', readonly FieldType[]>> = {
  person: ['person', 'persons'],
  unit: ['unit', 'units'],
  line: ['line', 'lines'],
}

/** Whether the lines of a register can name what a round goes through. */
function namesSubject({ each }: Round, register: string, { symbols }: RoundContext): boolean {
  const known = symbols.registers.get(register)
  const subject = subjectOf(each)
  if (known === undefined || subject.kind === 'organization') return true
  const { kind } = subject
  if (kind === 'unit' && known.ofUnits) return true
  return known.fields.some(
    (field) =>
      fieldTypes[kind].includes(field.type) &&
      (subject.kind !== 'line' || field.register === subject.register),
  )
}

/** A subject has to belong to a unit, which others than its own people look at. */
function checkIndependence(round: Round, tree: Tree, { symbols, faults }: RoundContext): void {
  const at = child(tree, 'independent')?.at
  if (at === undefined) return
  const { each, by } = round
  const isOfUnit =
    each.kind === 'unit' ||
    (each.kind === 'line' && symbols.registers.get(each.register)?.ofUnits !== false)
  if (!isOfUnit)
    faults.add('independent-nowhere', at, { each: writtenSubject(each) }, { key: true })
  if (by.some((who) => who.kind === 'machine' || who.kind === 'anyone'))
    faults.add('independent-anyone', at, {}, { key: true })
}

function checkPortion(round: Round, tree: Tree, { checklists, faults }: RoundContext): void {
  const { portion, every } = round
  const at = child(tree, 'portion')?.at
  if (portion === undefined || at === undefined) return
  const isYearly = every?.unit === 'year' && every.count === 1
  if (child(tree, 'every') === undefined || (every !== undefined && !isYearly))
    faults.add('portion-yearly', at, {}, { key: true })
  const answered = round.closedBy.flatMap((closing) =>
    closing.kind === 'answers' ? [closing.checklist] : [],
  )
  const [only] = answered
  if (only === undefined || answered.length > 1) {
    faults.add('portion-answers', at, {}, { key: true })
    return
  }
  const count = sizeOf(checklists, only)
  const { items, years } = portion
  if (items * years < count)
    faults.add('portion-short', at, { items, years, count, needed: Math.ceil(count / years) })
}
