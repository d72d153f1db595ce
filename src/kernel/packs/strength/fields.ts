import type { Field } from '../../fields/types.ts'
import type { Expression } from '../expression.ts'
import type { Effect, Procedure } from '../procedure.ts'
import type { Register } from '../register.ts'
import type { Pack } from '../types.ts'
import { isAtDoor, ruleGrip } from './handling.ts'
import { stepGrip } from './steps.ts'
import { stronger, strongest, weakest } from './scale.ts'
import type { Grip } from './scale.ts'

/** The part of a pack that fields are judged by. */
export type Readers = Pick<Pack, 'procedures' | 'handling' | 'registers'>

/** What a field says of its own value: `must` refuses another, `should` makes it a finding. */
interface Demands {
  readonly must?: unknown
  readonly should?: unknown
}

const lists: ReadonlySet<string> = new Set([
  'choices',
  'persons',
  'units',
  'lines',
  'files',
  'provisions',
  'rows',
])

/** How strong a field is by itself, wherever it is filled in. */
export function ownGrip(field: Field & Demands): Grip {
  if (field.must !== undefined) return { hold: 'enforces', why: 'field-must' }
  if (lists.has(field.type) && (field.min ?? 0) >= 2 && field.required !== false)
    return { hold: 'enforces', why: 'field-count' }
  if (field.should !== undefined) return { hold: 'pursues', why: 'field-should' }
  if (field.required === false) return { hold: 'answers', why: 'field-optional' }
  return {
    hold: 'records',
    why: field.type === 'yes-no' ? 'field-may-say-no' : 'field-required',
  }
}

/** A field of a ledger: by itself, by what reads it, and by the procedures that write it. */
export function registerFieldGrip(pack: Readers, register: Register, field: Field): Grip {
  const own = ownGrip(field)
  const grips = [own]
  if (isWritten(pack, register, field.id)) grips.push({ hold: 'records', why: 'field-written' })
  if (register.retention?.field === field.id) grips.push({ hold: 'pursues', why: 'retention-due' })
  if (field.required !== false) grips.push(...readByRules(pack, field.id, /\basset\.(\w+)/g))
  return strongest(grips) ?? own
}

/** A field of a form: nothing where no step asks for it, else by itself and by what reads it. */
export function formFieldGrip(pack: Readers, procedure: Procedure, field: Field): Grip {
  if (procedure.settled !== undefined && Object.hasOwn(procedure.settled, field.id))
    return { hold: 'records', why: 'field-written' }
  const { should: _should, ...asked } = field
  const own = ownGrip(asked)
  if (isHandedOver(pack, procedure, field.id))
    return stronger(own, { hold: 'records', why: 'field-written' })
  if (!isAsked(procedure, field.id)) return { hold: 'nothing', why: 'field-unasked' }
  if (field.required === false) return own
  return (
    strongest([
      own,
      ...readByRoute(pack, procedure, field.id),
      ...(procedure.asks ?? []).flatMap((act) =>
        readByRules(pack, field.id, /(?<![.\w])(\w+)/g, act),
      ),
    ]) ?? own
  )
}

/** A question of an act is as strong as in the forms that it comes into. */
export function questionGrip(pack: Readers, act: string, field: Field): Grip {
  const inForms = [...pack.procedures.values()].flatMap((procedure) => {
    const inForm = procedure.fields.find(({ id }) => id === field.id)
    return procedure.asks?.includes(act) === true && inForm !== undefined
      ? [formFieldGrip(pack, procedure, inForm)]
      : []
  })
  const asked: Grip = {
    hold: 'answers',
    why: isAtDoor(pack, act) ? 'field-optional' : 'rule-no-door',
  }
  return strongest([...inForms, asked]) ?? asked
}

/** A column of a small table is no stronger than the table. */
export function columnGrip(table: Grip, column: Field): Grip {
  return weakest([ownGrip(column), table]) ?? table
}

function isAsked({ steps }: Procedure, field: string): boolean {
  return [...steps.values()].some(({ fill }) => fill.includes(field))
}

/** What the conditions and time limits of a route make of an answer. */
function readByRoute(pack: Readers, procedure: Procedure, field: string): Grip[] {
  const reads = (condition: Expression | undefined): boolean =>
    condition?.names.includes(field) === true
  return [...procedure.steps.values()].flatMap((step): Grip[] => {
    const { within, decisions } = step
    const isLimit =
      within !== undefined && (within.kind === 'until' ? within.field : within.after) === field
    const isRead =
      ((reads(step.when) || step.by.some((who) => reads(who.when))) &&
        stepGrip(pack, procedure, step).hold === 'enforces') ||
      decisions.some(({ branches }) => branches.some(({ when }) => reads(when)))
    return [
      ...(isLimit ? [{ hold: 'pursues', why: 'field-limit' } as const] : []),
      ...(isRead ? [{ hold: 'enforces', why: 'field-read' } as const] : []),
    ]
  })
}

/** Rules that refuse by an answer; `act` narrows them to those of one act. */
function readByRules(pack: Readers, field: string, names: RegExp, act?: string): Grip[] {
  const isRead = pack.handling.rules.some(
    (rule) =>
      (act === undefined || rule.act === act) &&
      rule.when?.source.includes(field) === true &&
      [...(rule.when?.source ?? '').matchAll(names)].some((match) => match[1] === field) &&
      ruleGrip(pack, rule).hold === 'enforces',
  )
  return isRead ? [{ hold: 'enforces', why: 'field-read' }] : []
}

/** Whether an effect puts something that cannot be missing into a field of a ledger. */
function isWritten(pack: Readers, register: Register, field: string): boolean {
  return effectsIn(pack).some(
    ([procedure, effect]) =>
      ((effect.kind === 'write' && effect.register === register.id) ||
        (effect.kind === 'change' && registerChanged(procedure, effect) === register.id)) &&
      isFilled(procedure, effect.fields.get(field)),
  )
}

/** Whether the procedure that begins a case always hands the value over. */
function isHandedOver(pack: Readers, { id }: Procedure, field: string): boolean {
  return effectsIn(pack).some(
    ([procedure, effect]) =>
      effect.kind === 'start' &&
      effect.procedure === id &&
      isFilled(procedure, effect.fields.get(field)),
  )
}

type PlacedEffect = readonly [Procedure, Effect]

/** The effects of all procedures, which every field is looked up in. */
const effectsByProcedures = new WeakMap<Readers['procedures'], readonly PlacedEffect[]>()

function effectsIn({ procedures }: Readers): readonly PlacedEffect[] {
  const known = effectsByProcedures.get(procedures)
  if (known !== undefined) return known
  const effects = [...procedures.values()].flatMap((procedure) =>
    [...procedure.steps.values()].flatMap(({ decisions }) =>
      decisions.flatMap(({ branches }) =>
        branches.flatMap((branch) =>
          branch.effects.map((effect): PlacedEffect => [procedure, effect]),
        ),
      ),
    ),
  )
  effectsByProcedures.set(procedures, effects)
  return effects
}

function registerChanged(
  { about, fields }: Procedure,
  { of }: Extract<Effect, { kind: 'change' }>,
): string | undefined {
  return of === undefined ? about?.register : fields.find(({ id }) => id === of)?.register
}

/** Whether a value is always there: it reads only fields that are required and asked for. */
function isFilled(procedure: Procedure, value: Expression | undefined): boolean {
  if (value === undefined) return false
  return value.names.every((name) => {
    const field = procedure.fields.find(({ id }) => id === name)
    return field === undefined || (field.required === true && isAsked(procedure, name))
  })
}
