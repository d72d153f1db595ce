import type { Field } from '../../fields/types.ts'
import type { End, Procedure } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { ProcedurePlace } from './effectFields.ts'
import { emptyIn, filledAt } from './filled.ts'
import type { FilledAt } from './filled.ts'
import { readFields, withoutMyNumber } from './fields.ts'
import { aboutRegister } from './known.ts'
import { readNumber } from './number.ts'
import { readPlaces } from './places.ts'
import type { Reading } from './reading.ts'
import { lazy, procedureNames } from './scopes.ts'
import { readStep } from './steps.ts'
import { readWho, readWhos } from './who.ts'
import type { Act } from '../handling.ts'
import { optional } from './optional.ts'

/** One route. */
export function readProcedure(
  reading: Reading,
  id: string,
  tree: Tree,
  acts: ReadonlyMap<string, Act>,
): Procedure {
  const about = readAbout(reading, child(tree, 'about'))
  const names = reading.known.procedures.get(id)?.fields ?? []
  const steps = entriesOf(child(tree, 'steps'))
  const ends = new Map(
    entriesOf(child(tree, 'ends')).map(([end, each]): [string, End] => [
      end,
      {
        id: end,
        title: reading.text(each, 'title'),
        tone: (textOf(child(each, 'tone')) ?? 'neutral') as End['tone'],
      },
    ]),
  )
  const place: ProcedurePlace = {
    who: { kind: 'case', fields: names, about: about !== undefined },
    fields: names,
    steps: new Set(steps.map(([step]) => step)),
    ends: new Set(ends.keys()),
    scope: lazy(() => procedureNames(reading.known, names, about?.register)),
    emptiness: emptyIn(names, about?.required === true),
    filled: new Set(),
    ...optional('about', about?.register),
  }
  if (steps.length === 0) reading.faults.add('no-steps', child(tree, 'steps')?.at ?? tree.at, {})
  const asks = reading.references(child(tree, 'asks'), 'unknown-act', reading.known.acts)
  const start =
    reading.reference(child(tree, 'start'), 'unknown-step', place.steps) ?? steps[0]?.[0] ?? ''
  const filled = filledAt(steps, start)
  const own = readFields(reading, child(tree, 'fields'), place.scope, names, (field) =>
    place.emptiness(filledWith(steps, filled, field)),
  )
  return {
    ...reading.mechanism(id, tree, '手続'),
    asks,
    ends,
    number: readNumber(reading, child(tree, 'number')),
    subject: readPlaces(reading, child(tree, 'subject'), place),
    fields: withoutMyNumber(
      [...askedFields(asks, acts, own), ...own],
      reading.flag(tree, 'noMyNumber'),
    ),
    steps: new Map(
      steps.map(([step, each]) => [
        step,
        readStep(reading, step, each, place, filled.get(step) ?? nothingFilled),
      ]),
    ),
    start,
    opens: readWho(reading, child(tree, 'opens'), {
      kind: 'case',
      fields: [],
      about: about !== undefined,
    }) ?? { kind: 'anyone' },
    ...optional(
      'readBy',
      child(tree, 'readBy') === undefined
        ? undefined
        : readWhos(reading, child(tree, 'readBy'), place.who),
    ),
    ...optional('form', textOf(child(tree, 'form'))),
    ...optional('about', about),
    ...optional(
      'group',
      reading.reference(child(tree, 'group'), 'unknown-group', reading.known.groups),
    ),
  }
}

const nothingFilled: FilledAt = { before: new Set(), after: new Set() }

/** What is filled in where a field is: at every step that asks for it. */
function filledWith(
  steps: readonly (readonly [string, Tree])[],
  filled: ReadonlyMap<string, FilledAt>,
  field: string,
): ReadonlySet<string> {
  const asking = steps.filter(([, step]) =>
    itemsOf(child(step, 'fill')).some((each) => textOf(each) === field),
  )
  return asking
    .map(([step]) => filled.get(step)?.after ?? nothingFilled.after)
    .reduce(
      (all, each) => all.intersection(each),
      new Set(steps.flatMap(([step]) => [...(filled.get(step)?.after ?? [])])),
    )
}

/** The questions of acts, except those that the procedure puts in its own way. */
function askedFields(
  asks: readonly string[],
  acts: ReadonlyMap<string, Act>,
  own: readonly Field[],
): Field[] {
  const fields = new Map<string, Field>()
  for (const field of asks.flatMap((act) => acts.get(act)?.asks ?? []))
    if (!own.some((each) => each.id === field.id)) fields.set(field.id, field)
  return [...fields.values()]
}

/** `lines of assets`, or a map with `type`, `title`, `required`. */
function readAbout(reading: Reading, tree: Tree | undefined): Procedure['about'] {
  if (tree === undefined) return undefined
  const typed = child(tree, 'type') ?? tree
  const text = textOf(typed)
  const register = aboutRegister(tree)
  if (register === undefined) {
    if (text !== undefined)
      reading.faults.add('wrong-shape', typed.at, { wanted: 'line of 台帳 か lines of 台帳' })
    return undefined
  }
  if (!reading.known.registers.has(register)) {
    reading.faults.add('unknown-register', typed.at, {
      name: register,
      near: suggest(register, reading.known.registers.keys()),
    })
  }
  return {
    register,
    many: text?.startsWith('lines') === true,
    required: reading.flag(tree, 'required', true),
    title: textOf(child(tree, 'title')) ?? '対象',
  }
}
