import { dayOf } from '../../calendar/days.ts'
import { act, toConfirm } from '../../procedures/act.ts'
import { begin } from '../../procedures/begin.ts'
import type { CaseResult } from '../../procedures/begin.ts'
import { conditionsOf } from '../../procedures/conditions.ts'
import { demands, everyProof } from '../../procedures/demands.ts'
import type { DueEffect } from '../../procedures/effects.ts'
import { answersTo } from '../../procedures/answers.ts'
import { fieldsOf, safeguardsOf } from '../../procedures/filling.ts'
import { lateness } from '../../procedures/limits.ts'
import { branchOf } from '../../procedures/moving.ts'
import { actorsOf } from '../../procedures/parties.ts'
import type { AboutEntry, CaseContext, CaseState } from '../../procedures/state.ts'
import type { FieldValues } from '../../fields/types.ts'
import { placedOf, placesIn } from '../../organization/places.ts'
import type { Party } from '../../organization/who.ts'
import { decideAll } from '../../decide/decide.ts'
import { ProblemError } from '../../problems/problem.ts'
import type { Procedure, Step } from '../procedure.ts'
import type { Pack } from '../types.ts'
import { askerOf } from './ask.ts'
import { differs, differsAsSet } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import type { CaseEntry, PlayAct, PlayCase, PlayExpectation } from './types.ts'

/** Walks a procedure through the engine itself and compares where it came to. */
export function runPlay(pack: Pack, golden: PlayCase): Outcome {
  const procedure = pack.procedures.get(golden.procedure)
  if (procedure === undefined || pack.world === undefined)
    return failed('手続か cases/organization.yaml がありません。')
  const values = momentsIn(procedure, golden.fields)
  const begun = start(pack, procedure, golden, values)
  if (!begun.ok)
    return outcome(
      differs('始めるとき', golden.expect.refused, begun.problem.code).map(
        (fault) => `${fault}${begun.problem.detail}`,
      ),
    )
  const unrefused = golden.acts.every((each) => each.refused === undefined)
  if (golden.expect.refused !== undefined && unrefused)
    return failed(`「${golden.expect.refused}」で断られるはずが、始められました。`)
  const walk: Walk = { state: begun.state, effects: [...begun.effects], branches: [] }
  let clock = golden.clock
  for (const [index, each] of golden.acts.entries()) {
    clock = each.at ?? clock
    const fault = step(procedure, walk, each, values, contextOf(pack, golden, clock))
    if (fault !== undefined) return outcome([`${index + 1}番目の動き：${fault}`], walk.branches)
  }
  return outcome(compare(procedure, walk, golden.expect, pack, golden, clock), walk.branches)
}

interface Walk {
  state: CaseState
  effects: DueEffect[]
  branches: string[]
}

const outcome = (faults: readonly string[], branches: readonly string[] = []): Outcome => ({
  faults,
  rules: [],
  branches,
})
const failed = (fault: string): Outcome => outcome([fault])

function contextOf(pack: Pack, golden: PlayCase, clock: string): CaseContext {
  const organization = pack.world?.organization
  if (organization === undefined) throw new TypeError('golden cases without a world are not played')
  return {
    org: { ...organization, absences: [...organization.absences, ...golden.absences] },
    roles: pack.roles,
    now: `${clock}:00+09:00`,
    apart: pack.apart,
    safeguards: pack.handling.safeguards,
    ...(pack.classification === undefined ? {} : { classification: pack.classification }),
  }
}

/** Begins as the platform does: the answers given to the acts' questions come in, and the handling rules say which safeguards are asked. */
function start(
  pack: Pack,
  procedure: Procedure,
  golden: PlayCase,
  values: FieldValues,
): CaseResult {
  const asked = new Set(
    (procedure.asks ?? []).flatMap(
      (id) => pack.handling.acts.get(id)?.asks.map((field) => field.id) ?? [],
    ),
  )
  const fields = Object.fromEntries(
    Object.entries(values).filter(
      ([id]) => asked.has(id) && procedure.fields.some((field) => field.id === id),
    ),
  )
  const safeguards = safeguardsAsked(pack, procedure, golden, fields)
  const input = {
    applicant: golden.by ?? '',
    about: golden.about.map((entry) => aboutOf(pack, entry)),
    fields,
    safeguards,
  }
  return begin(procedure, input, contextOf(pack, golden, golden.clock))
}

function safeguardsAsked(
  pack: Pack,
  procedure: Procedure,
  golden: PlayCase,
  fields: FieldValues,
): string[] {
  const safeguards = (procedure.asks ?? []).flatMap((id) => {
    try {
      const question = {
        act: id,
        fields,
        today: golden.clock.slice(0, 10),
        exceptions: golden.exceptions,
        applicant: askerOf(pack, golden.by ?? ''),
      }
      return decideAll(
        pack,
        question,
        golden.about.map((entry) => ({
          ...entry,
          places: placesIn(placedOf(pack.registers, entry)),
        })),
      ).safeguards.map((each) => each.id)
    } catch (error) {
      if (error instanceof ProblemError) return []
      throw error
    }
  })
  return [...new Set(safeguards)]
}

function aboutOf(pack: Pack, entry: CaseEntry): AboutEntry {
  return {
    ...placedOf(pack.registers, entry),
    id: entry.id,
    fields: entry.fields,
    ...(entry.class === undefined ? {} : { class: entry.class }),
  }
}

/** One act; answers what went otherwise than expected. */
function step(
  procedure: Procedure,
  walk: Walk,
  each: PlayAct,
  values: FieldValues,
  context: CaseContext,
): string | undefined {
  const { state } = walk
  const at = procedure.steps.get(state.step ?? '')
  const decision = at?.decisions.find((one) =>
    each.choose === undefined ? at.decisions.length === 1 : one.id === each.choose,
  )
  const confirmed =
    at === undefined || decision === undefined || !each.confirm
      ? []
      : toConfirm(at, decision, state, context).map((one) => one.id)
  const written = { ...values, ...momentsIn(procedure, each.fill) }
  const result = act(
    procedure,
    state,
    {
      actor: each.paper ?? each.by,
      ...(at && {
        fields: fillOf(procedure, at, written),
        answers: answersTo(safeguardsOf(at, state, context), written),
      }),
      confirmed,
      ...(each.paper === undefined
        ? {}
        : {
            paper: {
              recorder: each.by,
              on: dayOf(context.now),
              from: each.paper,
              files: ['played'],
            },
          }),
      ...(each.choose === undefined ? {} : { decision: each.choose }),
      ...(each.comment === undefined ? {} : { comment: each.comment }),
      ...(at !== undefined && demands(at) ? { proofs: everyProof } : {}),
    },
    context,
  )
  if (!result.ok) {
    if (each.refused === result.problem.code) return undefined
    const places = (result.problem.faults ?? [])
      .map((fault) => `${fault.at} ${fault.detail}`)
      .join(' ')
    return `${differs('断られ方', each.refused ?? '（断られない）', result.problem.code).join('')}${result.problem.detail}${places}`
  }
  if (each.refused !== undefined) return `「${each.refused}」で断られるはずが、進みました。`
  if (at !== undefined && decision !== undefined && result.happening.to !== undefined) {
    const taken = { ...result.state, step: at.id }
    const branch = branchOf(decision.branches, conditionsOf(procedure, taken, context))
    if (branch !== undefined)
      walk.branches.push(
        branchName(procedure.id, at.id, decision.id, decision.branches.indexOf(branch)),
      )
  }
  walk.state = result.state
  walk.effects.push(...result.effects)
  return undefined
}

/** The name of a branch; branches of a decision are numbered from 1. */
export function branchName(
  procedure: string,
  stepId: string,
  decision: string,
  index: number,
): string {
  return `${procedure}/${stepId}/${decision}/${index + 1}`
}

/** The values that a step asks for. */
function fillOf(procedure: Procedure, at: Step, values: FieldValues): FieldValues {
  return Object.fromEntries(
    fieldsOf(procedure, at)
      .filter((field) => Object.hasOwn(values, field.id))
      .map((field) => [field.id, values[field.id]]),
  )
}

/** Moments as cases write them (2026-11-04 09:00) as the engine keeps them. */
function momentsIn(procedure: Procedure, values: FieldValues): FieldValues {
  const moments = new Set(
    procedure.fields.filter((field) => field.type === 'date-time').map((field) => field.id),
  )
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      if (
        !moments.has(id) ||
        typeof value !== 'string' ||
        !/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/.test(value)
      )
        return [id, value]
      return [id, `${value.replace(' ', 'T')}:00+09:00`]
    }),
  )
}

function compare(
  procedure: Procedure,
  walk: Walk,
  expect: PlayExpectation,
  pack: Pack,
  golden: PlayCase,
  clock: string,
): string[] {
  const { state } = walk
  const context = contextOf(pack, golden, clock)
  const place = state.status === 'ended' ? `終わり ${state.outcome ?? ''}` : (state.step ?? '')
  const waiting = state.waitingFor.filter((each) => each.decided === undefined)
  const deputies = state.history.filter(
    (line) => line.insteadOf !== undefined || line.as === 'deputy' || line.as === 'next',
  )
  const happened = walk.effects.map(effectName)
  return [
    ...differs('止まる段階', expect.at, place),
    ...differs('終わり', expect.end === undefined ? undefined : `終わり ${expect.end}`, place),
    ...differsAsSet(
      '動ける人',
      expect.actors,
      waiting.flatMap((each) => actorsOf(each, context)),
    ),
    ...differsAsSet(
      '代行した人',
      expect.deputy,
      deputies.map((line) => line.person),
    ),
    ...differsAsSet(
      '督促される人',
      expect.reminded,
      remindedOf(procedure, state, contextOf(pack, golden, expect.on ?? clock)),
    ),
    ...(expect.effects ?? [])
      .filter((effect) => !happened.includes(effect))
      .map(
        (effect) =>
          `「${effect}」が起きていません（起きたのは ${happened.join('、') || 'なし'}）。`,
      ),
    ...(expect.effects?.length === 0 && happened.length > 0
      ? [`何も起きないはずが ${happened.join('、')} が起きました。`]
      : []),
  ]
}

function remindedOf(procedure: Procedure, state: CaseState, context: CaseContext): string[] {
  const parties =
    lateness(procedure, state, context)?.reminders.map((reminder) => reminder.who) ?? []
  return parties.flatMap((party: Party) => actorsOf({ party, excluded: [] }, context))
}

function effectName(effect: DueEffect): string {
  switch (effect.kind) {
    case 'start':
      return `start ${effect.procedure}`
    case 'write':
      return `write ${effect.register}`
    case 'change':
      return effect.state === undefined ? 'change' : `change ${effect.state}`
    case 'account':
      return `account ${effect.action}`
    case 'appoint':
    case 'dismiss':
      return `${effect.kind} ${effect.seats[0]?.role ?? ''}`.trim()
    default:
      return effect.kind
  }
}
