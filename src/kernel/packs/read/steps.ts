import type {
  Actor,
  Branch,
  Decision,
  Destination,
  LateReminders,
  Step,
  TimeLimit,
} from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readFieldOf } from './effectFields.ts'
import type { ProcedureContext } from './effectFields.ts'
import { readEffects } from './effects.ts'
import type { FilledAt } from './filled.ts'
import { requireDate } from './fields.ts'
import { parseSpanAfter } from './spans.ts'
import { readStepChecks } from './stepChecks.ts'
import { readTemplate } from './template.ts'
import type { PackReader } from './packReader.ts'
import { readWho, readWhos } from './who.ts'
import type { Mechanism } from '../mechanism.ts'
import { optional } from './optional.ts'

/** Reads one step of a procedure. */
export function readStep(
  reader: PackReader,
  id: string,
  tree: Tree,
  procedure: ProcedureContext,
  filled: FilledAt,
): Step {
  const context = { ...procedure, filled: filled.after }
  const emptiness = procedure.emptiness(filled.before)
  const by = readActors(reader, child(tree, 'by'), { ...procedure, filled: filled.before })
  const confirm = readConfirm(reader, child(tree, 'confirm'))
  const decisions = readDecisions(reader, id, tree, context, confirm.length > 0)
  const forOthers = by.every((who) => who.kind !== 'applicant')
  const decides = reader.flag(tree, 'decides', child(tree, 'may') !== undefined && forOthers)
  if (decides && by.length > 0 && by.every((who) => who.kind === 'applicant'))
    reader.faults.add('applicant-decides', tree.at, { step: id }, { key: true })
  const meeting = reader.flag(tree, 'meeting')
  if (
    meeting &&
    by.length > 0 &&
    !by.some((who) => who.kind === 'role' && reader.symbols.bodies.has(who.role))
  ) {
    reader.faults.add(
      'meeting-without-body',
      child(tree, 'meeting')?.at ?? tree.at,
      { step: id },
      { key: true },
    )
  }
  const holdings = child(tree, 'holdings')
  const sign = child(tree, 'sign')
  const within = readTimeLimit(reader, child(tree, 'within'), context)
  const skipTo = child(tree, 'skipTo')
  const condition = child(tree, 'when') ?? child(tree, 'applies')
  const first = decisions[0]?.branches ?? []
  if (
    condition !== undefined &&
    skipTo === undefined &&
    first.some(({ effects }) => effects.length > 0)
  )
    reader.faults.add('skip-loses-effects', condition.at, { step: id })
  return {
    ...reader.mechanism(id, tree),
    by,
    all: reader.flag(tree, 'all'),
    decides,
    ...(reader.flag(tree, 'samePerson') && { samePerson: true }),
    confirm,
    decisions,
    meeting,
    paperBy: readWhos(reader, child(tree, 'paperBy'), context.who),
    ...optional(
      'holdings',
      holdings === undefined ? undefined : readFieldOf(reader, holdings, ['person'], '人', context),
    ),
    ...optional(
      'sign',
      sign === undefined
        ? undefined
        : {
            ...reader.mechanism('sign', sign),
            text: readTemplate(reader, child(sign, 'text'), context, ['applicant', 'signer']),
          },
    ),
    ...readStepChecks(reader, tree, context),
    safeguards: reader.flag(tree, 'safeguards'),
    fill: reader.references(
      child(tree, 'fill'),
      'unknown-field',
      new Map(context.fields.map((field) => [field.id, field])),
    ),
    ...optional(
      'when',
      reader.condition(child(tree, 'when'), context.scope, { safe: true, emptiness }),
    ),
    ...optional(
      'skipTo',
      skipTo === undefined ? undefined : readDestination(reader, skipTo, context),
    ),
    ...optional('within', within),
    ...optional('late', readLateReminders(reader, tree, context)),
  }
}

/** Who acts, each alone or as `{ who, when }`. */
function readActors(
  reader: PackReader,
  tree: Tree | undefined,
  context: ProcedureContext,
): Actor[] {
  return itemsOf(tree).flatMap((item): Actor[] => {
    const who = readWho(reader, item.kind === 'map' ? child(item, 'who') : item, context.who)
    return who === undefined
      ? []
      : [
          {
            ...who,
            ...optional(
              'when',
              reader.condition(child(item, 'when'), context.scope, {
                safe: undefined,
                emptiness: context.emptiness(context.filled),
              }),
            ),
          },
        ]
  })
}

/** Sentences to confirm, as text or with what they carry; numbered from 1. */
function readConfirm(reader: PackReader, tree: Tree | undefined): Mechanism[] {
  return itemsOf(tree).map((item, index): Mechanism => {
    const text = textOf(item)
    return text === undefined
      ? reader.mechanism(String(index + 1), item)
      : { id: String(index + 1), title: text, carries: [] }
  })
}

type Tone = Decision['tone']

function readDecisions(
  reader: PackReader,
  step: string,
  tree: Tree,
  context: ProcedureContext,
  asksToConfirm: boolean,
): Decision[] {
  const onward = child(tree, 'then')
  const may = child(tree, 'may')
  if ((onward === undefined) === (may === undefined))
    reader.faults.add('no-way-on', tree.at, { step }, { key: true })
  if (may !== undefined && entriesOf(may).length === 0)
    reader.faults.add('no-decisions', may.at, { step })
  if (onward !== undefined) {
    const title = textOf(child(tree, 'button')) ?? `${reader.text(tree, 'title')}を済ませる`
    return [
      {
        id: 'go',
        title,
        tone: (textOf(child(tree, 'tone')) ?? 'neutral') as Tone,
        comment: reader.flag(tree, 'comment'),
        confirms: asksToConfirm,
        branches: readBranches(reader, onward, context),
      },
    ]
  }
  return entriesOf(may).map(([id, item]): Decision => {
    const tone = (textOf(child(item, 'tone')) ?? 'neutral') as Tone
    const branches = child(item, 'then')
    return {
      id,
      title: reader.text(item, 'title'),
      tone,
      comment: reader.flag(item, 'comment'),
      confirms: reader.flag(item, 'confirms', asksToConfirm && tone === 'good'),
      branches: branches === undefined ? [] : readBranches(reader, branches, context),
    }
  })
}

function readBranches(reader: PackReader, tree: Tree, context: ProcedureContext): Branch[] {
  if (tree.kind === 'scalar') {
    const to = readDestination(reader, tree, context)
    return to === undefined ? [] : [{ effects: [], to }]
  }
  const items = itemsOf(tree)
  let isOpen = true
  const branches = items.flatMap((item): Branch[] => {
    if (!isOpen) reader.faults.add('branch-behind', item.at, {})
    const when = child(item, 'when')
    isOpen &&= when !== undefined
    const go = child(item, 'go')
    const to = go === undefined ? undefined : readDestination(reader, go, context)
    const effects = readEffects(reader, child(item, 'do'), context)
    return to === undefined
      ? []
      : [
          {
            effects,
            to,
            ...optional(
              'when',
              reader.condition(when, context.scope, {
                safe: undefined,
                emptiness: context.emptiness(context.filled),
              }),
            ),
          },
        ]
  })
  const last = items.at(-1)
  if (isOpen && last !== undefined) reader.faults.add('last-branch-conditional', last.at, {})
  return branches
}

/** A step, or `end refused`. */
export function readDestination(
  reader: PackReader,
  tree: Tree,
  context: ProcedureContext,
): Destination | undefined {
  const text = textOf(tree)?.trim()
  if (text === undefined) return undefined
  const end = /^end (\S+)$/.exec(text)?.[1]
  if (end !== undefined) {
    if (!context.ends.has(end))
      reader.faults.add('unknown-end', tree.at, { name: end, near: suggest(end, context.ends) })
    return { end }
  }
  if (!context.steps.has(text)) {
    const near = context.ends.has(text) ? `end ${text}` : suggest(text, context.steps)
    reader.faults.add('unknown-step', tree.at, { name: text, near })
  }
  return { step: text }
}

/** `until departAt`, `3 working days`, `30 minutes`, `1 day after unneededOn` */
function readTimeLimit(
  reader: PackReader,
  tree: Tree | undefined,
  context: ProcedureContext,
): TimeLimit | undefined {
  const text = textOf(tree)?.trim().replaceAll(/\s+/g, ' ')
  if (tree === undefined || text === undefined) return undefined
  const field = /^until (\S+)$/.exec(text)?.[1]
  if (field !== undefined) {
    requireDate(reader, tree, field, context.fields)
    return { kind: 'until', field }
  }
  const span = parseSpanAfter(text)
  if (span !== undefined) {
    if (span.after !== undefined) requireDate(reader, tree, span.after, context.fields)
    return { kind: 'span', ...span }
  }
  reader.faults.add('bad-within', tree.at, { text })
  return undefined
}

function readLateReminders(
  reader: PackReader,
  tree: Tree,
  context: ProcedureContext,
): LateReminders | undefined {
  const late = child(tree, 'late')
  if (late?.kind !== 'map') return undefined
  if (child(tree, 'within') === undefined)
    reader.faults.add('late-without-within', late.at, {}, { key: true })
  const every = textOf(child(late, 'every'))
  return {
    remind: readWhos(reader, child(late, 'remind'), context.who),
    every: every === 'working day' ? 'working-day' : every === 'once' ? 'once' : 'day',
  }
}
