import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Who } from '../who.ts'
import type { ProcedureContext } from './effectFields.ts'
import type { PackReader } from './packReader.ts'
import { readWhos } from './who.ts'

const anyone: readonly Who[] = [{ kind: 'anyone' }]

/**
 * Who may begin a case. A field that says who is compulsory at the first step; where something is
 * done to the person whom that step names, it must be said who begins it.
 */
export function readOpens(
  reader: PackReader,
  tree: Tree,
  first: Tree | undefined,
  context: ProcedureContext,
): readonly Who[] {
  const opens = child(tree, 'opens')
  const asked = itemsOf(child(first, 'fill')).flatMap((item) => textOf(item) ?? [])
  if (opens === undefined) {
    const person = asked.find((field) => isDoneTo(tree, field, context))
    if (person !== undefined) reader.faults.add('opens-unsaid', tree.at, { field: person })
    return anyone
  }
  const whos = readWhos(reader, opens, context.who)
  for (const field of whos.flatMap(fieldOf)) {
    const symbol = context.fields.find(({ id }) => id === field)
    if (symbol !== undefined && !(asked.includes(field) && symbol.alwaysRequired === true))
      reader.faults.add('opens-late', opens.at, { field })
  }
  return whos.length === 0 ? anyone : whos
}

/** The field that says whom a `who` means. */
function fieldOf(who: Who): readonly string[] {
  if (who.kind === 'person') return [who.field]
  return who.kind === 'role' && who.of.from === 'field' ? [who.of.field] : []
}

/**
 * Whether a procedure does something to the person in a field: their account, their roles, what they
 * hold, or what they sign.
 */
function isDoneTo(tree: Tree, field: string, { fields }: ProcedureContext): boolean {
  const type = fields.find(({ id }) => id === field)?.type
  if (type !== 'person' && type !== 'persons') return false
  return entriesOf(child(tree, 'steps')).some(
    ([, step]) =>
      textOf(child(step, 'holdings')) === field ||
      (child(step, 'sign') !== undefined &&
        itemsOf(child(step, 'by')).some(
          (who) => (textOf(who) ?? textOf(child(who, 'who'))) === `person in ${field}`,
        )) ||
      effectsIn(step).some(
        (effect) =>
          textOf(child(effect, 'person')) === field ||
          (child(effect, 'account') !== undefined && textOf(child(effect, 'of')) === field),
      ),
  )
}

/** Every effect of a step, wherever its decisions have one. */
function effectsIn(step: Tree): readonly Tree[] {
  const ways = [
    child(step, 'then'),
    ...entriesOf(child(step, 'may')).map(([, decision]) => child(decision, 'then')),
  ]
  return ways.flatMap((way) => itemsOf(way)).flatMap((branch) => itemsOf(child(branch, 'do')))
}
