import { listTypes } from '../read/fieldKeys.ts'
import type { Field } from '../../fields/types.ts'
import type { Carrier, MechanismKind } from '../carriers.ts'
import type { Every } from '../../calendar/every.ts'
import type { Checklist, Item } from '../checklist.ts'
import type { Choice } from '../choice.ts'
import { optional } from '../read/optional.ts'
import type { Closing, Round } from '../round.ts'
import type { ClassGround } from '../classification.ts'
import type { Expression } from '../expression.ts'
import type { HandlingRule } from '../handling.ts'
import type { Procedure, Step } from '../procedure.ts'
import type { Register, Retention, Stocktake, Warning } from '../register.ts'
import type { AccountRules, ContactNetwork, Grants, Pack, Role } from '../types.ts'
import type { Who } from '../who.ts'
import { changedAt, gone, keysOf, partAt } from './edit.ts'
import type { Keys } from './edit.ts'

/** What is done to a mechanism, as a person would say it. */
export const mutationTitles = {
  out: 'なくす',
  always: '条件をなくす',
  allow: '許す',
  anyone: 'だれでもよいことにする',
  one: '一人だけでよいことにする',
  unlimited: '期限や限りをなくす',
  tenfold: '期限や数を十倍にする',
  optional: '書かなくてもよいことにする',
  lowest: 'いちばん低い段階にする',
  unheld: '就き方をなくす',
  undeputed: '代わる人をなくす',
  lax: 'ゆるめる',
  turned: '間隔や値を変える',
  unbegun: 'きっかけをなくす',
  unclosed: '終わり方をなくす',
} as const
export type Mutation = keyof typeof mutationTitles

/** A pack that differs from the real one in one place. */
export interface Mutant {
  readonly mutation: Mutation
  /** The one place at which it differs. */
  readonly keys: Keys
  readonly pack: Pack
}

/** A change before it is made: where below the mechanism, and what becomes of the part there. */
interface Turn {
  readonly mutation: Mutation
  readonly below: Keys
  readonly to: unknown
}

/** The mechanism taken out of the pack, or what comes next to that where it cannot be missing. */
export function takenOut(pack: Pack, { kind, path }: Pick<Carrier, 'kind' | 'path'>): Mutant {
  const keys = keysOf(path)
  const choice = kind === 'choice' ? pack.choices.get(keys[1] ?? '') : undefined
  if (choice !== undefined) return withoutChoice(pack, choice)
  const taken = (takings as Partial<Record<MechanismKind, Turn>>)[kind]
  return made(pack, keys, taken ?? { mutation: 'out', below: [], to: gone })
}

/** The mechanism with its condition, its limit, its actor and so on turned, one in each. */
export function turned(pack: Pack, { kind, path }: Pick<Carrier, 'kind' | 'path'>): Mutant[] {
  const keys = keysOf(path)
  const node = partAt(pack, keys)
  if (node === undefined) return []
  if (kind === 'choice') return [turnedChoice(pack, node as Choice)]
  const turns = (turnings as Partial<Record<MechanismKind, (node: never) => readonly Turn[]>>)[kind]
  return (turns?.(node as never) ?? []).map((turn) => made(pack, keys, turn))
}

function made(pack: Pack, base: Keys, { mutation, below, to }: Turn): Mutant {
  const keys = [...base, ...below]
  return { mutation, keys, pack: changedAt(pack, keys, () => to) as Pack }
}

const never: Expression = { source: 'false', names: [], evaluate: () => false }
const anyone: Who = { kind: 'anyone' }

const turn = (mutation: Mutation, to: unknown, ...below: string[]): Turn => ({
  mutation,
  below,
  to,
})
const turnIf = (holds: boolean, mutation: Mutation, to: unknown, ...below: string[]): Turn[] =>
  holds ? [turn(mutation, to, ...below)] : []

/** Of a list, `required` asks for one. */
const isList = ({ type }: Field): boolean => listTypes.includes(type)

/**
 * Whether nothing changes where the field is no longer required: the program puts the present into
 * a moment that is left empty, and an empty value is refused by what the field must be.
 */
function filledAnyhow({ moment, must }: Field): boolean {
  const isRefusedEmpty =
    must !== undefined && must.names.every((name) => name === 'value') && must.evaluate({}) !== true
  return moment === true || isRefusedEmpty
}

/** How mechanisms are taken out that a pack cannot do without. */
const takings: Partial<Record<MechanismKind, Turn>> = {
  step: turn('out', never, 'when'),
  mixture: turn('out', 'own', 'take'),
  copy: turn('out', 'own', 'take'),
  accounts: turn('out', {
    id: 'accounts',
    title: '',
    carries: [],
    password: { minLength: 1, classes: 1, history: 0, notContaining: [] },
    lockout: { attempts: 1000, minutes: 0 },
    idleMinutes: 100_000,
    sessionHours: 100_000,
    totpRequiredFor: [],
    code: { minLength: 1, idleMinutes: 100_000 },
  } satisfies AccountRules),
  grants: turn('out', {
    id: 'grants',
    title: '',
    carries: [],
    administer: [],
    readJournal: [],
  } satisfies Grants),
}

const turnings = {
  role: (role: Role) => [
    ...turnIf(
      role.heldBy.some((way) => way.kind !== 'appointment' && way.kind !== 'body'),
      'unheld',
      [{ kind: 'appointment' }],
      'heldBy',
    ),
    ...turnIf(role.deputies.length > 0, 'undeputed', [], 'deputies'),
    ...turnIf(role.members.length > 0, 'unheld', [], 'members'),
    ...turnIf(role.chair !== undefined, 'unheld', gone, 'chair'),
    ...turnIf(role.secretary !== undefined, 'unheld', gone, 'secretary'),
    ...turnIf(role.meets !== undefined, 'unlimited', gone, 'meets'),
    ...turnIf(role.appointedBy !== undefined, 'anyone', anyone, 'appointedBy'),
  ],
  ground: (ground: ClassGround) => turnIf(ground.level > 0, 'lowest', 0, 'level'),
  rule: (rule: HandlingRule) => [
    ...turnIf(rule.when !== undefined, 'always', gone, 'when'),
    ...turnIf(rule.verdict === 'permit' || rule.verdict === 'forbid', 'allow', 'allow', 'verdict'),
  ],
  register: (register: Register) => [
    ...turnIf(register.keptBy.kind !== 'anyone', 'anyone', anyone, 'keptBy'),
    ...turnIf(register.readBy !== 'everyone', 'anyone', 'everyone', 'readBy'),
  ],
  stocktake: (stocktake: Stocktake) => [
    ...turnIf(stocktake.by.kind !== 'anyone', 'anyone', anyone, 'by'),
    turn('tenfold', stocktake.every === 'year' ? 'month' : 'year', 'every'),
  ],
  retention: (retention: Retention) => [
    ...tenfold(retention.months, 'months'),
    ...tenfold(retention.days, 'days'),
    ...turnIf(retention.then !== undefined, 'unlimited', gone, 'then'),
  ],
  warning: (warning: Warning) => [
    ...tenfold(warning.days, 'days'),
    turn('anyone', [anyone], 'tell'),
  ],
  field: (field: Field) => [
    ...turnIf(field.when !== undefined, 'always', gone, 'when'),
    ...turnIf(field.required !== false && !filledAnyhow(field), 'optional', false, 'required'),
    ...turnIf(
      typeof field.required === 'object' &&
        !filledAnyhow(field) &&
        field.required.source !== field.when?.source,
      'always',
      true,
      'required',
    ),
    ...turnIf(field.should !== undefined, 'lax', gone, 'should'),
    ...turnIf(field.among !== undefined, 'lax', gone, 'among'),
    ...turnIf(field.must !== undefined, 'lax', gone, 'must'),
    ...turnIf(field.after !== undefined, 'unlimited', gone, 'after'),
    ...turnIf(
      field.min !== undefined && !(field.min === 1 && field.required === true && isList(field)),
      'unlimited',
      gone,
      'min',
    ),
    ...turnIf(field.max !== undefined, 'unlimited', gone, 'max'),
  ],
  procedure: (procedure: Procedure) => [
    ...turnIf(
      procedure.opens.every(({ kind }) => kind !== 'anyone'),
      'anyone',
      [anyone],
      'opens',
    ),
    ...turnIf(procedure.readBy !== undefined, 'anyone', gone, 'readBy'),
  ],
  step: (step: Step) => [
    ...turnIf(step.when !== undefined, 'always', gone, 'when'),
    ...turnIf(
      step.by.some((who) => who.kind === 'role' || who.kind === 'person'),
      'anyone',
      [anyone],
      'by',
    ),
    ...turnIf((step.checks ?? []).length > 0, 'lax', gone, 'checks'),
    ...turnIf(step.mustBeRight === true, 'lax', gone, 'mustBeRight'),
    ...turnIf(step.all && step.by.length > 1, 'one', false, 'all'),
    ...turnIf(step.within !== undefined, 'unlimited', gone, 'within'),
    ...(step.within?.kind === 'span' ? tenfold(step.within.count, 'within', 'count') : []),
    ...turnIf(step.late !== undefined, 'unlimited', gone, 'late'),
  ],
  item: (item: Item) => [
    ...turnIf(item.when !== undefined, 'always', gone, 'when'),
    ...turnIf(item.should !== undefined, 'lax', gone, 'should'),
    ...turnIf(item.must !== undefined, 'lax', gone, 'must'),
    ...turnIf(item.min !== undefined, 'unlimited', gone, 'min'),
    ...turnIf(item.max !== undefined, 'unlimited', gone, 'max'),
  ],
  checklist: (checklist: Checklist) => [
    ...turnIf(checklist.waivedBy !== undefined, 'anyone', anyone, 'waivedBy'),
    ...turnIf(
      checklist.mend !== undefined && checklist.mend.by.kind !== 'anyone',
      'anyone',
      anyone,
      'mend',
      'by',
    ),
    ...tenfold(checklist.mend?.within.count, 'mend', 'within', 'count'),
    ...turnIf(checklist.mend?.verify !== undefined, 'unlimited', gone, 'mend', 'verify'),
  ],
  round: (round: Round) => [
    ...turnIf(
      round.by.every(({ kind }) => kind !== 'anyone'),
      'anyone',
      [anyone],
      'by',
    ),
    ...turnIf(round.every !== undefined, 'turned', withOtherCadence(round)),
    ...(round.on.length === 1 && round.every === undefined ? [] : round.on).map((occasion) =>
      turn(
        'unbegun',
        round.on.filter((other) => other !== occasion),
        'on',
      ),
    ),
    ...(round.on.length === 0 ? [] : tenfold(round.within?.count, 'within', 'count')),
    ...turnIf(round.where !== undefined, 'always', gone, 'where'),
    ...round.closedBy
      .filter(({ kind }) => kind !== 'answers')
      .map((closing) =>
        turn(
          'unclosed',
          round.closedBy.filter((other) => other !== closing),
          'closedBy',
        ),
      ),
    ...round.closedBy.flatMap((closing) =>
      'where' in closing && closing.where !== undefined
        ? [
            turn(
              'always',
              round.closedBy.map((other) => withAny(other, closing)),
              'closedBy',
            ),
          ]
        : [],
    ),
    ...turnIf(round.late.length > 0, 'unlimited', [], 'late'),
    ...turnIf(round.portion !== undefined, 'unlimited', gone, 'portion'),
    ...turnIf(round.independent !== undefined, 'lax', gone, 'independent'),
  ],
  accounts: (rules: AccountRules) => [
    ...turnIf(rules.password.minLength > 1, 'lax', 1, 'password', 'minLength'),
    ...turnIf(rules.password.classes > 1, 'lax', 1, 'password', 'classes'),
    ...turnIf(rules.password.history > 0, 'lax', 0, 'password', 'history'),
    ...turnIf(rules.password.maxAgeDays !== undefined, 'unlimited', gone, 'password', 'maxAgeDays'),
    ...turnIf(rules.password.notContaining.length > 0, 'lax', [], 'password', 'notContaining'),
    ...tenfold(rules.lockout.attempts, 'lockout', 'attempts'),
    ...tenfold(rules.idleMinutes, 'idleMinutes'),
    ...turnIf(rules.totpRequiredFor.length > 0, 'lax', [], 'totpRequiredFor'),
    ...turnIf(rules.privileged !== undefined, 'lax', gone, 'privileged'),
  ],
  contacts: (network: ContactNetwork) => [
    turn(
      'lax',
      network.tree.map((node) => ({ ...node, tells: [] })),
      'tree',
    ),
    ...turnIf(network.keptBy.kind !== 'anyone', 'anyone', anyone, 'keptBy'),
  ],
  grants: (grants: Grants) => [
    ...turnIf(grants.administer.length > 0, 'anyone', [anyone], 'administer'),
    ...turnIf(grants.readJournal.length > 0, 'anyone', [anyone], 'readJournal'),
  ],
} as const satisfies Partial<Record<MechanismKind, (node: never) => readonly Turn[]>>

/** A closing by which any line or case counts, where it is the one that is turned. */
function withAny(closing: Closing, turned: Closing): Closing {
  if (closing !== turned || !('where' in closing)) return closing
  const { where: _where, ...any } = closing
  return any
}

/** Another cadence, over the whole of its turn. */
function withOtherCadence({ month: _month, ...round }: Round): Round {
  return { ...round, every: otherCadence(round.every) }
}

function otherCadence(every: Every | undefined): Every {
  return { count: 1, unit: every?.unit === 'year' && every.count === 1 ? 'month' : 'year' }
}

/** The pack without a choice, and without the times that rounds take from it. */
function withoutChoice(pack: Pack, choice: Choice): Mutant {
  const choices = new Map(pack.choices)
  choices.delete(choice.id)
  return withChoices(pack, choice, choices, {})
}

/** The pack with another choice, as texts, conditions and rounds read it. */
function turnedChoice(pack: Pack, choice: Choice): Mutant {
  const other = otherChoice(choice)
  return {
    ...withChoices(pack, choice, new Map(pack.choices).set(choice.id, other), other),
    mutation: 'turned',
  }
}

function withChoices(
  pack: Pack,
  { id, cadence, span }: Choice,
  choices: Pack['choices'],
  times: Pick<Choice, 'cadence' | 'span'>,
): Mutant {
  const rounds = new Map(
    [...pack.rounds].map(([key, round]) => {
      if (!round.choices.includes(id)) return [key, round]
      const { every, within, ...rest } = round
      const isEvery = cadence !== undefined && isSame(every, cadence)
      const isWithin = span !== undefined && isSame(within, span)
      return [
        key,
        {
          ...rest,
          ...optional('every', isEvery ? times.cadence : every),
          ...optional('within', isWithin ? times.span : within),
        },
      ]
    }),
  )
  return { mutation: 'out', keys: ['choices', id], pack: { ...pack, choices, rounds } }
}

function isSame(
  one: { readonly count: number; readonly unit: string } | undefined,
  other: { readonly count: number; readonly unit: string },
): boolean {
  return one?.count === other.count && one.unit === other.unit
}

function otherChoice(choice: Choice): Choice {
  const { type, value, options = [], cadence, span } = choice
  switch (type) {
    case 'cadence':
      return { ...choice, value: '', cadence: otherCadence(cadence) }
    case 'span':
      return span === undefined
        ? { ...choice, value: '' }
        : { ...choice, value: '', span: { ...span, count: span.count * 10 } }
    case 'choice':
      return { ...choice, value: options.find(({ id }) => id !== value)?.id ?? '' }
    case 'yes-no':
      return { ...choice, value: value !== true }
    case 'number':
      return { ...choice, value: Number(value) * 10 + 1 }
    case 'text':
      return { ...choice, value: '' }
  }
}

function tenfold(count: number | undefined, ...below: string[]): Turn[] {
  return count === undefined || count === 0 ? [] : [turn('tenfold', count * 10, ...below)]
}
