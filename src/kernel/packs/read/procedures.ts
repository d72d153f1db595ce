import type { Field } from '../../fields/types.ts'
import type { End, Procedure } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { ProcedureContext } from './effectFields.ts'
import { emptyIn, filledAt } from './filled.ts'
import type { FilledAt } from './filled.ts'
import { readFields, forbidMyNumber } from './fields.ts'
import { aboutRegister } from './symbols.ts'
import { readNumberPattern } from './numberPattern.ts'
import { readTemplate } from './template.ts'
import type { PackReader } from './packReader.ts'
import { lazyScope, procedureNames } from './scopes.ts'
import { readStep } from './steps.ts'
import { readWho, readWhos } from './who.ts'
import type { Act } from '../handling.ts'
import { optional } from './optional.ts'

/** Reads one procedure. */
export function readProcedure(
  reader: PackReader,
  id: string,
  tree: Tree,
  acts: ReadonlyMap<string, Act>,
): Procedure {
  const about = readAbout(reader, child(tree, 'about'))
  const names = reader.symbols.procedures.get(id)?.fields ?? []
  const steps = entriesOf(child(tree, 'steps'))
  const ends = new Map(
    entriesOf(child(tree, 'ends')).map(([end, item]): [string, End] => [
      end,
      {
        id: end,
        title: reader.text(item, 'title'),
        tone: (textOf(child(item, 'tone')) ?? 'neutral') as End['tone'],
      },
    ]),
  )
  const context: ProcedureContext = {
    who: { kind: 'case', fields: names, about: about !== undefined },
    fields: names,
    steps: new Set(steps.map(([step]) => step)),
    ends: new Set(ends.keys()),
    scope: lazyScope(() => procedureNames(reader.symbols, names, about?.register)),
    emptiness: emptyIn(names, about?.required === true),
    filled: new Set(),
    ...optional('about', about?.register),
  }
  if (steps.length === 0) reader.faults.add('no-steps', child(tree, 'steps')?.at ?? tree.at, {})
  const asks = reader.references(child(tree, 'asks'), 'unknown-act', reader.symbols.acts)
  const start =
    reader.reference(child(tree, 'start'), 'unknown-step', context.steps) ?? steps[0]?.[0] ?? ''
  const filled = filledAt(steps, start)
  const own = readFields(reader, child(tree, 'fields'), context.scope, names, (field) =>
    context.emptiness(filledWith(steps, filled, field)),
  )
  return {
    ...reader.mechanism(id, tree, '手続'),
    asks,
    ends,
    number: readNumberPattern(reader, child(tree, 'number')),
    subject: readTemplate(reader, child(tree, 'subject'), context),
    fields: forbidMyNumber(
      [...fieldsOfActs(asks, acts, own), ...own],
      reader.flag(tree, 'noMyNumber'),
    ),
    steps: new Map(
      steps.map(([step, item]) => [
        step,
        readStep(reader, step, item, context, filled.get(step) ?? nothingFilled),
      ]),
    ),
    start,
    opens: readWho(reader, child(tree, 'opens'), {
      kind: 'case',
      fields: [],
      about: about !== undefined,
    }) ?? { kind: 'anyone' },
    ...optional(
      'readBy',
      child(tree, 'readBy') === undefined
        ? undefined
        : readWhos(reader, child(tree, 'readBy'), context.who),
    ),
    ...optional('form', textOf(child(tree, 'form'))),
    ...optional('about', about),
    ...optional(
      'group',
      reader.reference(child(tree, 'group'), 'unknown-group', reader.symbols.groups),
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
function fieldsOfActs(
  asks: readonly string[],
  acts: ReadonlyMap<string, Act>,
  own: readonly Field[],
): Field[] {
  const fields = new Map<string, Field>()
  for (const field of asks.flatMap((act) => acts.get(act)?.asks ?? []))
    if (!own.some((ownField) => ownField.id === field.id)) fields.set(field.id, field)
  return [...fields.values()]
}

/** `lines of assets`, or a map with `type`, `title`, `required`. */
function readAbout(reader: PackReader, tree: Tree | undefined): Procedure['about'] {
  if (tree === undefined) return undefined
  const typeTree = child(tree, 'type') ?? tree
  const text = textOf(typeTree)
  const register = aboutRegister(tree)
  if (register === undefined) {
    if (text !== undefined)
      reader.faults.add('wrong-shape', typeTree.at, { wanted: 'line of 台帳 か lines of 台帳' })
    return undefined
  }
  if (!reader.symbols.registers.has(register)) {
    reader.faults.add('unknown-register', typeTree.at, {
      name: register,
      near: suggest(register, reader.symbols.registers.keys()),
    })
  }
  return {
    register,
    many: text?.startsWith('lines') === true,
    required: reader.flag(tree, 'required', true),
    title: textOf(child(tree, 'title')) ?? '対象',
  }
}
