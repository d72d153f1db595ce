import type { Actor, Branch, Decision, Destination, Late, Step, Within } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readFieldOf } from './effectFields.ts'
import type { ProcedurePlace } from './effectFields.ts'
import { readEffects } from './effects.ts'
import type { FilledAt } from './filled.ts'
import { requireDate } from './fields.ts'
import { readPlaces } from './places.ts'
import type { Reading } from './reading.ts'
import { readWho, readWhos } from './who.ts'
import type { Mechanism } from '../mechanism.ts'
import { optional } from './optional.ts'

/** One step of a procedure. */
export function readStep(
  reading: Reading,
  id: string,
  tree: Tree,
  procedure: ProcedurePlace,
  filled: FilledAt,
): Step {
  const place = { ...procedure, filled: filled.after }
  const emptiness = procedure.emptiness(filled.before)
  const by = readActors(reading, child(tree, 'by'), { ...procedure, filled: filled.before })
  const confirm = readConfirm(reading, child(tree, 'confirm'))
  const decisions = readDecisions(reading, id, tree, place, confirm.length > 0)
  const forOthers = by.every((who) => who.kind !== 'applicant')
  const decides = reading.flag(tree, 'decides', child(tree, 'may') !== undefined && forOthers)
  if (decides && by.length > 0 && by.every((who) => who.kind === 'applicant'))
    reading.faults.add('applicant-decides', tree.at, { step: id }, { key: true })
  const meeting = reading.flag(tree, 'meeting')
  if (
    meeting &&
    by.length > 0 &&
    !by.some((who) => who.kind === 'role' && reading.known.bodies.has(who.role))
  ) {
    reading.faults.add(
      'meeting-without-body',
      child(tree, 'meeting')?.at ?? tree.at,
      { step: id },
      { key: true },
    )
  }
  const holdings = child(tree, 'holdings')
  const sign = child(tree, 'sign')
  const within = readWithin(reading, child(tree, 'within'), place)
  const skipTo = child(tree, 'skipTo')
  return {
    ...reading.mechanism(id, tree),
    by,
    all: reading.flag(tree, 'all'),
    decides,
    confirm,
    decisions,
    meeting,
    paperBy: readWhos(reading, child(tree, 'paperBy'), place.who),
    ...optional(
      'holdings',
      holdings === undefined ? undefined : readFieldOf(reading, holdings, ['person'], '人', place),
    ),
    ...optional(
      'sign',
      sign === undefined
        ? undefined
        : {
            ...reading.mechanism('sign', sign),
            text: readPlaces(reading, child(sign, 'text'), place, ['applicant', 'signer']),
          },
    ),
    safeguards: reading.flag(tree, 'safeguards'),
    fill: reading.references(
      child(tree, 'fill'),
      'unknown-field',
      new Map(place.fields.map((field) => [field.id, field])),
    ),
    ...optional(
      'when',
      reading.condition(child(tree, 'when'), place.scope, { safe: true, emptiness }),
    ),
    ...optional(
      'skipTo',
      skipTo === undefined ? undefined : readDestination(reading, skipTo, place),
    ),
    ...optional('within', within),
    ...optional('late', readLate(reading, tree, place)),
  }
}

/** Who acts, each alone or as `{ who, when }`. */
function readActors(reading: Reading, tree: Tree | undefined, place: ProcedurePlace): Actor[] {
  return itemsOf(tree).flatMap((item): Actor[] => {
    const who = readWho(reading, item.kind === 'map' ? child(item, 'who') : item, place.who)
    return who === undefined
      ? []
      : [
          {
            ...who,
            ...optional(
              'when',
              reading.condition(child(item, 'when'), place.scope, {
                safe: undefined,
                emptiness: place.emptiness(place.filled),
              }),
            ),
          },
        ]
  })
}

/** Sentences to confirm, as text or with what they carry; numbered from 1. */
function readConfirm(reading: Reading, tree: Tree | undefined): Mechanism[] {
  return itemsOf(tree).map((item, index): Mechanism => {
    const text = textOf(item)
    return text === undefined
      ? reading.mechanism(String(index + 1), item)
      : { id: String(index + 1), title: text, carries: [] }
  })
}

type Tone = Decision['tone']

function readDecisions(
  reading: Reading,
  step: string,
  tree: Tree,
  place: ProcedurePlace,
  asksToConfirm: boolean,
): Decision[] {
  const onward = child(tree, 'then')
  const may = child(tree, 'may')
  if ((onward === undefined) === (may === undefined))
    reading.faults.add('no-way-on', tree.at, { step }, { key: true })
  if (may !== undefined && entriesOf(may).length === 0)
    reading.faults.add('no-decisions', may.at, { step })
  if (onward !== undefined) {
    const title = textOf(child(tree, 'button')) ?? `${reading.text(tree, 'title')}を済ませる`
    return [
      {
        id: 'go',
        title,
        tone: (textOf(child(tree, 'tone')) ?? 'neutral') as Tone,
        comment: reading.flag(tree, 'comment'),
        confirms: asksToConfirm,
        branches: readBranches(reading, onward, place),
      },
    ]
  }
  return entriesOf(may).map(([id, each]): Decision => {
    const tone = (textOf(child(each, 'tone')) ?? 'neutral') as Tone
    const branches = child(each, 'then')
    return {
      id,
      title: reading.text(each, 'title'),
      tone,
      comment: reading.flag(each, 'comment'),
      confirms: reading.flag(each, 'confirms', asksToConfirm && tone === 'good'),
      branches: branches === undefined ? [] : readBranches(reading, branches, place),
    }
  })
}

function readBranches(reading: Reading, tree: Tree, place: ProcedurePlace): Branch[] {
  if (tree.kind === 'scalar') {
    const to = readDestination(reading, tree, place)
    return to === undefined ? [] : [{ effects: [], to }]
  }
  const items = itemsOf(tree)
  let open = true
  const branches = items.flatMap((item): Branch[] => {
    if (!open) reading.faults.add('branch-behind', item.at, {})
    const when = child(item, 'when')
    open &&= when !== undefined
    const go = child(item, 'go')
    const to = go === undefined ? undefined : readDestination(reading, go, place)
    const effects = readEffects(reading, child(item, 'do'), place)
    return to === undefined
      ? []
      : [
          {
            effects,
            to,
            ...optional(
              'when',
              reading.condition(when, place.scope, {
                safe: undefined,
                emptiness: place.emptiness(place.filled),
              }),
            ),
          },
        ]
  })
  const last = items.at(-1)
  if (open && last !== undefined) reading.faults.add('last-branch-conditional', last.at, {})
  return branches
}

/** A step, or `end refused`. */
function readDestination(
  reading: Reading,
  tree: Tree,
  place: ProcedurePlace,
): Destination | undefined {
  const text = textOf(tree)?.trim()
  if (text === undefined) return undefined
  const end = /^end (\S+)$/.exec(text)?.[1]
  if (end !== undefined) {
    if (!place.ends.has(end))
      reading.faults.add('unknown-end', tree.at, { name: end, near: suggest(end, place.ends) })
    return { end }
  }
  if (!place.steps.has(text)) {
    const near = place.ends.has(text) ? `end ${text}` : suggest(text, place.steps)
    reading.faults.add('unknown-step', tree.at, { name: text, near })
  }
  return { step: text }
}

const units = {
  hours: 'hours',
  hour: 'hours',
  days: 'days',
  day: 'days',
  'working days': 'working-days',
  'working day': 'working-days',
} as const

/** `until departAt`, `3 working days`, `48 hours`, `1 day after unneededOn` */
function readWithin(
  reading: Reading,
  tree: Tree | undefined,
  place: ProcedurePlace,
): Within | undefined {
  const text = textOf(tree)?.trim().replaceAll(/\s+/g, ' ')
  if (tree === undefined || text === undefined) return undefined
  const field = /^until (\S+)$/.exec(text)?.[1]
  if (field !== undefined) {
    requireDate(reading, tree, field, place.fields)
    return { kind: 'until', field }
  }
  const [, count, unit, after] =
    /^([1-9]\d{0,3}) (hours?|days?|working days?)(?: after (\S+))?$/.exec(text) ?? []
  if (after !== undefined) requireDate(reading, tree, after, place.fields)
  if (count !== undefined && unit !== undefined) {
    return {
      kind: 'span',
      count: Number(count),
      unit: units[unit as keyof typeof units],
      ...optional('after', after),
    }
  }
  reading.faults.add('bad-within', tree.at, { text })
  return undefined
}

function readLate(reading: Reading, tree: Tree, place: ProcedurePlace): Late | undefined {
  const late = child(tree, 'late')
  if (late?.kind !== 'map') return undefined
  if (child(tree, 'within') === undefined)
    reading.faults.add('late-without-within', late.at, {}, { key: true })
  const every = textOf(child(late, 'every'))
  return {
    remind: readWhos(reading, child(late, 'remind'), place.who),
    every: every === 'working day' ? 'working-day' : every === 'once' ? 'once' : 'day',
  }
}
