import type { Field, FieldValues } from '../../fields/types.ts'
import type { End, Procedure } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Expression } from '../expression.ts'
import { actorNames } from '../expressions/names.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import { readValues } from './effectFields.ts'
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
import { readSucceeds } from './succeeds.ts'
import { readWhos } from './who.ts'
import { refuseShould } from './demands.ts'
import { checkAmong, checkMeanings } from './meanings.ts'
import { readObjection, withObjection } from './objection.ts'
import { readOpens } from './opens.ts'
import type { Act } from '../handling.ts'
import { optional } from './optional.ts'
import { readFinding } from './finding.ts'

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
  const { asks, settled } = readAsks(reader, child(tree, 'asks'), acts)
  const start =
    reader.reference(child(tree, 'start'), 'unknown-step', context.steps) ?? steps[0]?.[0] ?? ''
  const filled = filledAt(steps, start)
  const own = readFields(reader, child(tree, 'fields'), context.scope, names, (field) =>
    context.emptiness(filledWith(steps, filled, field)),
  )
  checkMeanings(reader, child(tree, 'fields'), own)
  refuseShould(reader, child(tree, 'fields'))
  checkAmong(reader, child(tree, 'fields'), own, about?.register)
  const objection = readObjection(reader, child(tree, 'objection'), start, context)
  return {
    ...reader.mechanism(id, tree, '手続'),
    asks,
    settled,
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
        withObjection(
          readStep(reader, step, item, context, filled.get(step) ?? nothingFilled),
          objection,
        ),
      ]),
    ),
    start,
    ...optional('fixed', readFixed(reader, child(tree, 'fields'), names, context)),
    opens: readOpens(reader, tree, steps.find(([step]) => step === start)?.[1], context),
    ...optional(
      'readBy',
      child(tree, 'readBy') === undefined
        ? undefined
        : readWhos(reader, child(tree, 'readBy'), context.who),
    ),
    ...optional('succeeds', readSucceeds(reader, id, child(tree, 'succeeds'), context.steps)),
    ...optional('form', textOf(child(tree, 'form'))),
    ...optional('about', about),
    ...optional(
      'group',
      reader.reference(child(tree, 'group'), 'unknown-group', reader.symbols.groups),
    ),
    ...readFinding(reader, tree),
  }
}

/** The values that the program puts into fields by itself, over the case and who acts. */
function readFixed(
  reader: PackReader,
  tree: Tree | undefined,
  fields: readonly FieldSymbol[],
  context: ProcedureContext,
): ReadonlyMap<string, Expression> | undefined {
  const written = entriesOf(tree).flatMap(([id, field]) => {
    const value = child(field, 'value')
    return value === undefined ? [] : [[id, value] as const]
  })
  if (written.length === 0) return undefined
  const scope = lazyScope(() => ({ ...context.scope().names, ...actorNames }))
  return readValues(reader, new Map(written), fields, { ...context, scope })
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

/**
 * The acts that a procedure is for, each as its id or with answers that the procedure settles by
 * itself: `{ act: enter, with: { who: outsider } }`.
 */
function readAsks(
  reader: PackReader,
  tree: Tree | undefined,
  acts: ReadonlyMap<string, Act>,
): { readonly asks: readonly string[]; readonly settled: FieldValues } {
  const asks: string[] = []
  const settled: Record<string, unknown> = {}
  for (const item of itemsOf(tree)) {
    const name = child(item, 'act') ?? item
    const id = reader.reference(name, 'unknown-act', reader.symbols.acts)
    if (id === undefined) continue
    if (asks.includes(id)) reader.faults.add('duplicate', name.at, { what: '行為', name: id })
    else asks.push(id)
    for (const [fieldId, value] of entriesOf(child(item, 'with'))) {
      const field = acts.get(id)?.asks.find((candidate) => candidate.id === fieldId)
      if (field !== undefined) settled[fieldId] = readSettled(reader, field, value)
      else
        reader.faults.add(
          'unknown-field',
          value.at,
          {
            name: fieldId,
            near: suggest(
              fieldId,
              (acts.get(id)?.asks ?? []).map((ask) => ask.id),
            ),
          },
          { key: true },
        )
    }
  }
  return { asks, settled }
}

function readSettled(reader: PackReader, field: Field, tree: Tree): unknown {
  const value = tree.kind === 'scalar' ? tree.value : ''
  const options = (field.options ?? []).map((option) => option.id)
  if (field.type === 'choice' && !options.includes(String(value)))
    reader.faults.add('unknown-option', tree.at, {
      field: field.title,
      name: String(value),
      near: suggest(String(value), options),
    })
  if (field.type === 'yes-no' && typeof value !== 'boolean')
    reader.faults.add('wrong-shape', tree.at, { wanted: 'true か false' })
  return field.type === 'choice' ? String(value) : value
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
