import type { Field } from '../../fields/types.ts'
import type { FaultCollector } from '../faults.ts'
import type { Effect, Procedure } from '../procedure.ts'
import { suggest } from '../suggest.ts'
import { child } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Register } from '../types.ts'
import { findMisfit } from '../read/misfit.ts'

/**
 * What a line says is not asked again: a form that asks for what the line that it is about (or that
 * one of its fields points to) says itself must take it from there (`from`), change it there, or say
 * that it is another thing. `from` must name such a line, and a field of it that fits.
 */
export function checkKnown(
  sound: ReadonlyMap<string, Procedure>,
  registers: ReadonlyMap<string, Register>,
  trees: ReadonlyMap<string, Tree>,
  faults: FaultCollector,
): void {
  for (const [id, procedure] of sound) {
    const tree = child(trees.get(id), 'fields')
    const lines = linesOf(procedure, registers)
    for (const field of procedure.fields) {
      const written = child(tree, field.id)
      if (written === undefined) continue
      const there = lines.filter(({ via }) => isThere(procedure, via, field.id))
      if (field.from !== undefined) checkFrom(field, field.from, { lines, there }, written, faults)
      else if (child(written, 'from') === undefined)
        askedAgain(procedure, field, there, written, faults)
      checkCopied(procedure, field, registers, written, faults)
    }
  }
}

interface Line {
  readonly via: string
  readonly register: Register
}

/** The lines that a form is about and points to. */
function linesOf(
  { about, fields }: Procedure,
  registers: ReadonlyMap<string, Register>,
): readonly Line[] {
  const pointing = [
    ...(about === undefined ? [] : [{ via: 'about', id: about.register }]),
    ...fields
      .filter(({ type, from }) => type === 'line' && from === undefined)
      .map((field) => ({ via: field.id, id: field.register ?? '' })),
  ]
  return pointing.flatMap(({ via, id }) => {
    const register = registers.get(id)
    return register === undefined ? [] : [{ via, register }]
  })
}

/** Whether a line has been chosen by the step that asks for a field, for certain or perhaps. */
function isThere({ steps, start }: Procedure, via: string, field: string): boolean {
  if (via === 'about') return true
  const order = [start, ...[...steps.keys()].filter((id) => id !== start)]
  const first = (id: string): number => {
    const place = order.findIndex((step) => steps.get(step)?.fill.includes(id) === true)
    return place < 0 ? Infinity : place
  }
  return first(via) <= first(field)
}

function checkFrom(
  field: Field,
  { via, field: name }: NonNullable<Field['from']>,
  { lines, there }: { readonly lines: readonly Line[]; readonly there: readonly Line[] },
  written: Tree,
  faults: FaultCollector,
): void {
  const at = child(written, 'from')?.at ?? written.at
  const names = lines.flatMap((line) =>
    line.register.fields.map((each) => `${line.via}.${each.id}`),
  )
  const source = lines
    .find((line) => line.via === via)
    ?.register.fields.find(({ id }) => id === name)
  if (source === undefined) {
    const whole = `${via}.${name}`
    faults.add('unknown-field', at, { name: whole, near: suggest(whole, names) })
    return
  }
  if (there.every((line) => line.via !== via))
    faults.add('from-late', at, { field: field.title, via })
  else if (!fits(source, field))
    faults.add('from-misfit', at, { field: field.title, source: source.title })
}

/** Whether whatever the one says can be said in the other. */
function fits(source: Field, target: Field): boolean {
  const symbol = (field: Field) => ({
    ...field,
    options: (field.options ?? []).map(({ id }) => id),
    columns: undefined,
    requiredWhen: undefined,
  })
  const named = { kind: 'name', name: source.id } as const
  return findMisfit(named, symbol(target), [symbol(source)]) === undefined
}

/**
 * Reports what is copied into a field of a register that refuses some values (`must`) and is not
 * refused where it is written, and what is still to come where the field says what has happened.
 */
function checkCopied(
  procedure: Procedure,
  field: Field,
  registers: ReadonlyMap<string, Register>,
  written: Tree,
  faults: FaultCollector,
): void {
  for (const effect of effectsOf(procedure)) {
    const id = effect.kind === 'write' ? effect.register : changedRegister(procedure, effect)
    for (const target of registers.get(id ?? '')?.fields ?? []) {
      if (copied(effect, target.id) !== field.id) continue
      const names = { field: field.title, target: target.title }
      if (target.must !== undefined && field.must === undefined && effect.kind === 'write')
        faults.add('must-late', written.at, names, { key: true })
      if (target.past === true && field.meaning !== undefined && field.meaning !== 'free')
        faults.add('planned-as-past', written.at, names, { key: true })
    }
  }
}

/** The register of the lines that an effect changes. */
function changedRegister({ about, fields }: Procedure, effect: Effect): string | undefined {
  if (effect.kind !== 'change') return undefined
  return effect.of === undefined
    ? about?.register
    : fields.find(({ id }) => id === effect.of)?.register
}

/** The expression that an effect writes into a field of a line. */
const copied = (effect: Effect, field: string): string | undefined =>
  effect.kind === 'write' || effect.kind === 'change' ? effect.fields.get(field)?.source : undefined

function askedAgain(
  procedure: Procedure,
  field: Field,
  lines: readonly Line[],
  written: Tree,
  faults: FaultCollector,
): void {
  if (procedure.fixed?.has(field.id) === true) return
  for (const { via, register } of lines) {
    const source = register.fields.find(
      (each) => each.id !== register.nameField && same(each, field),
    )
    if (source === undefined || isWritten(procedure, register, source.id)) continue
    faults.add(
      'asked-again',
      written.at,
      {
        field: field.title,
        register: register.title,
        from: `${via}.${source.id}`,
      },
      { key: true },
    )
    return
  }
}

/** Whether a form asks for the very thing that a line says: by its title or id, and its kind. */
function same(source: Field, field: Field): boolean {
  if (source.type !== field.type || source.register !== field.register) return false
  const options = (each: Field): string => (each.options ?? []).map(({ id }) => id).join(' ')
  if (options(source) !== options(field)) return false
  return source.title === field.title || (source.id === field.id && isClosed(field))
}

/** Types whose ids say enough: what is free text has the same id for many things. */
const isClosed = ({ type }: Field): boolean =>
  ['choice', 'choices', 'line', 'person'].includes(type)

/** Whether the procedure writes that field of such lines itself, so that its value is a new one. */
function isWritten(procedure: Procedure, register: Register, field: string): boolean {
  return effectsOf(procedure).some(
    (effect) =>
      (effect.kind === 'write' && effect.register === register.id) ||
      (effect.kind === 'change' && effect.fields.has(field)),
  )
}

const effectsOf = ({ steps }: Procedure): readonly Effect[] =>
  [...steps.values()]
    .flatMap((step) => step.decisions)
    .flatMap((decision) => decision.branches)
    .flatMap((branch) => branch.effects)
