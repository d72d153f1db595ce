import { dayOf, isDay, isMoment, toTokyoTime } from '../../calendar/days.ts'
import { act, confirmationsFor, isOnward } from '../../procedures/act.ts'
import { begin } from '../../procedures/begin.ts'
import type { CaseResult } from '../../procedures/begin.ts'
import { conditionsOf } from '../../procedures/conditions.ts'
import { demandsProof, allProofs } from '../../procedures/proofs.ts'
import type { EvaluatedEffect } from '../../procedures/effects.ts'
import { answersTo } from '../../procedures/answers.ts'
import { settleEntries } from '../../procedures/entryStates.ts'
import type { PresentEntry } from '../../procedures/entryStates.ts'
import { openQuestion } from '../../procedures/questions.ts'
import { fieldsOf, safeguardsOf } from '../../procedures/fillStep.ts'
import { lateness } from '../../procedures/deadlines.ts'
import { matchingBranch } from '../../procedures/arrive.ts'
import { actorsOf } from '../../procedures/parties.ts'
import type { AboutEntry, CaseContext, CaseState } from '../../procedures/state.ts'
import type { FieldValues } from '../../fields/types.ts'
import { locationOf } from '../../organization/locations.ts'
import type { Party } from '../../organization/who.ts'
import type { Decision, Procedure, Step } from '../procedure.ts'
import { initialState } from '../states.ts'
import type { Pack } from '../types.ts'
import { mismatch, setMismatch } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'
import type { GoldenEntry, PlayAct, PlayCase, PlayExpectation } from './types.ts'

/** Walks a procedure through the engine itself and compares where it came to. */
export function runPlay(pack: Pack, golden: PlayCase): GoldenOutcome {
  const procedure = pack.procedures.get(golden.procedure)
  if (procedure === undefined || pack.world === undefined)
    return failure('手続か cases/organization.yaml がありません。')
  const values = normalizeMoments(procedure, golden.fields)
  const beginning = beginCase(pack, procedure, golden, values)
  if (!beginning.ok)
    return outcome(
      mismatch('始めるとき', golden.expect.refused ?? '（断られない）', beginning.problem.code).map(
        (fault) => `${fault}${beginning.problem.detail}`,
      ),
    )
  const unrefused = golden.acts.every((playAct) => playAct.refused === undefined)
  if (golden.expect.refused !== undefined && unrefused)
    return failure(`「${golden.expect.refused}」で断られるはずが、始められました。`)
  const progress: PlayProgress = {
    state: beginning.state,
    effects: [...beginning.effects],
    branches: [],
    entries: presentEntries(pack, procedure, golden),
  }
  let clock = golden.clock
  for (const [index, playAct] of golden.acts.entries()) {
    clock = playAct.at ?? clockOfAct(procedure, progress.state, playAct, values, clock)
    const fault = runAct(pack, procedure, progress, playAct, values, contextOf(pack, golden, clock))
    if (fault !== undefined) return outcome([`${index + 1}番目の動き：${fault}`], progress.branches)
  }
  return outcome(
    compare(procedure, progress, golden.expect, pack, golden, clock),
    progress.branches,
  )
}

/**
 * When an act without `at` happens: as the clock stands, or at the latest moment that its step
 * records, where that is later.
 */
function clockOfAct(
  procedure: Procedure,
  { step: id }: CaseState,
  playAct: PlayAct,
  values: FieldValues,
  clock: string,
): string {
  const step = procedure.steps.get(id ?? '')
  if (step === undefined || !isOnwardAct(step, playAct)) return clock
  const written = { ...values, ...normalizeMoments(procedure, playAct.fill) }
  return fieldsOf(procedure, step)
    .filter((field) => field.past === true || field.moment === true)
    .flatMap((field) => written[field.id] ?? [])
    .map((value) => localMoment(value, clock))
    .reduce((latest, moment) => (moment > latest ? moment : latest), clock)
}

/** A day or moment as the clock of cases is written; a day at the clock's time of day. */
function localMoment(value: unknown, clock: string): string {
  if (isDay(value)) return `${value}${clock.slice(10)}`
  return isMoment(value) ? toTokyoTime(value).slice(0, 16) : clock
}

/** What is filled in where nothing of the step has happened yet: not when it happened. */
function withoutTimes(procedure: Procedure, values: FieldValues): FieldValues {
  const times = procedure.fields.filter((field) => field.past === true || field.moment === true)
  return Object.fromEntries(
    Object.entries(values).filter(([id]) => !times.some((field) => field.id === id)),
  )
}

function chosenDecision(step: Step, { choose }: PlayAct): Decision | undefined {
  return step.decisions.find((item) =>
    choose === undefined ? step.decisions.length === 1 : item.id === choose,
  )
}

function isOnwardAct(step: Step, playAct: PlayAct): boolean {
  const decision = chosenDecision(step, playAct)
  return decision !== undefined && isOnward(step, decision)
}

interface PlayProgress {
  state: CaseState
  effects: EvaluatedEffect[]
  branches: string[]
  /** The entries of the world in their present states. */
  entries: ReadonlyMap<string, PresentEntry>
}

/** The entries that a case may touch: those of the world and those that it is about. */
function presentEntries(pack: Pack, procedure: Procedure, golden: PlayCase) {
  const all = [...(pack.world?.entries.values() ?? []), ...golden.about]
  return new Map(
    all.flatMap((entry): [string, PresentEntry][] => {
      const register = pack.registers.get(entry.register ?? procedure.about?.register ?? '')
      if (register === undefined) return []
      const state = entry.state ?? initialState(register)
      const name = String(entry.fields[register.nameField] ?? entry.id)
      return [
        [
          entry.id,
          { id: entry.id, name, register: register.id, state, changedHere: false, lastHere: false },
        ],
      ]
    }),
  )
}

/** What other cases did to entries before an act. */
function meanwhile(
  entries: ReadonlyMap<string, PresentEntry>,
  states: Readonly<Record<string, string>>,
): ReadonlyMap<string, PresentEntry> {
  const changed = Object.entries(states).flatMap(([id, state]): [string, PresentEntry][] => {
    const entry = entries.get(id)
    return entry === undefined
      ? []
      : [[id, { ...entry, state, lastHere: false, lastCase: 'ほかの案件' }]]
  })
  return new Map([...entries, ...changed])
}

/** The entries as the effects leave them. */
function afterEffects(
  entries: ReadonlyMap<string, PresentEntry>,
  effects: readonly EvaluatedEffect[],
): ReadonlyMap<string, PresentEntry> {
  const after = new Map(entries)
  for (const effect of effects) {
    if (effect.kind !== 'change') continue
    for (const id of effect.entries) {
      const { lastCase: _other, ...entry } = after.get(id) ?? {}
      if ('id' in entry)
        after.set(id, {
          ...entry,
          state: effect.state ?? entry.state,
          changedHere: true,
          lastHere: true,
        })
    }
  }
  return after
}

const outcome = (faults: readonly string[], branches: readonly string[] = []): GoldenOutcome => ({
  faults,
  rules: [],
  branches,
})
const failure = (fault: string): GoldenOutcome => outcome([fault])

function contextOf(pack: Pack, golden: PlayCase, clock: string): CaseContext {
  const organization = pack.world?.organization
  if (organization === undefined) throw new TypeError('golden cases without a world are not played')
  return {
    org: { ...organization, absences: [...organization.absences, ...golden.absences] },
    roles: pack.roles,
    now: `${clock}:00+09:00`,
    separationOfDuties: pack.separationOfDuties,
    policy: pack,
    exceptions: golden.exceptions,
  }
}

/**
 * Begins as the platform does: the answers given to the acts' questions come in, and the handling
 * rules say which safeguards are required.
 */
function beginCase(
  pack: Pack,
  procedure: Procedure,
  golden: PlayCase,
  values: FieldValues,
): CaseResult {
  const askedFieldIds = new Set(
    (procedure.asks ?? []).flatMap(
      (id) => pack.handling.acts.get(id)?.asks.map((field) => field.id) ?? [],
    ),
  )
  const fields = Object.fromEntries(
    Object.entries(values).filter(
      ([id]) => askedFieldIds.has(id) && procedure.fields.some((field) => field.id === id),
    ),
  )
  const input = {
    applicant: golden.by ?? '',
    about: golden.about.map((entry) => toAboutEntry(pack, entry)),
    fields,
  }
  return begin(procedure, input, contextOf(pack, golden, golden.clock))
}

function toAboutEntry(pack: Pack, entry: GoldenEntry): AboutEntry {
  return {
    ...locationOf(pack.registers, entry),
    id: entry.id,
    fields: entry.fields,
    ...(entry.class === undefined ? {} : { class: entry.class }),
  }
}

/** One act; answers what went otherwise than expected. */
function runAct(
  pack: Pack,
  procedure: Procedure,
  progress: PlayProgress,
  playAct: PlayAct,
  values: FieldValues,
  context: CaseContext,
): string | undefined {
  const { state } = progress
  const currentStep = procedure.steps.get(state.step ?? '')
  const decision = currentStep && chosenDecision(currentStep, playAct)
  const confirmed =
    currentStep === undefined || decision === undefined || !playAct.confirm
      ? []
      : confirmationsFor(currentStep, decision, state, context).map((item) => item.id)
  const isOnwards = currentStep !== undefined && isOnwardAct(currentStep, playAct)
  const known = isOnwards ? values : withoutTimes(procedure, values)
  const written = { ...known, ...normalizeMoments(procedure, playAct.fill) }
  progress.entries = meanwhile(progress.entries, playAct.meanwhile ?? {})
  const decided = act(
    procedure,
    state,
    {
      actor: playAct.paper ?? playAct.by,
      ...(currentStep && {
        fields: answersFor(procedure, currentStep, written),
        answers: answersTo(safeguardsOf(currentStep, state, context), written),
      }),
      confirmed,
      ...(playAct.paper === undefined
        ? {}
        : {
            paper: {
              recorder: playAct.by,
              on: dayOf(context.now),
              from: playAct.paper,
              files: ['played'],
            },
          }),
      ...(playAct.choose === undefined ? {} : { decision: playAct.choose }),
      ...(playAct.reply && openQuestion(procedure, state) && { reply: 'お答えします' }),
      ...(playAct.comment === undefined ? {} : { comment: playAct.comment }),
      ...(currentStep !== undefined && demandsProof(currentStep) ? { proofs: allProofs } : {}),
    },
    context,
  )
  const result = settleEntries(pack, decided, [...progress.entries.values()])
  if (!result.ok) {
    if (playAct.refused === result.problem.code) return undefined
    const places = (result.problem.faults ?? [])
      .map((fault) => `${fault.at} ${fault.detail}`)
      .join(' ')
    return `${mismatch('断られ方', playAct.refused ?? '（断られない）', result.problem.code).join('')}${result.problem.detail}${places}`
  }
  if (playAct.refused !== undefined) return `「${playAct.refused}」で断られるはずが、進みました。`
  if (currentStep !== undefined && decision !== undefined && result.event.to !== undefined) {
    const taken = { ...result.state, step: currentStep.id }
    const branch = matchingBranch(decision.branches, conditionsOf(procedure, taken, context))
    if (branch !== undefined)
      progress.branches.push(
        branchName(procedure.id, currentStep.id, decision.id, decision.branches.indexOf(branch)),
      )
  }
  progress.state = result.state
  progress.effects.push(...result.effects)
  progress.entries = afterEffects(progress.entries, result.effects)
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
function answersFor(procedure: Procedure, currentStep: Step, values: FieldValues): FieldValues {
  return Object.fromEntries(
    fieldsOf(procedure, currentStep)
      .filter((field) => Object.hasOwn(values, field.id))
      .map((field) => [field.id, values[field.id]]),
  )
}

/** Moments as cases write them (2026-11-04 09:00) as the engine keeps them. */
function normalizeMoments(procedure: Procedure, values: FieldValues): FieldValues {
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
  progress: PlayProgress,
  expect: PlayExpectation,
  pack: Pack,
  golden: PlayCase,
  clock: string,
): string[] {
  const { state } = progress
  const context = contextOf(pack, golden, clock)
  const place = state.status === 'ended' ? `終わり ${state.outcome ?? ''}` : (state.step ?? '')
  const waiting = state.waitingFor.filter((party) => party.decided === undefined)
  const deputyEvents = state.history.filter(
    (event) => event.insteadOf !== undefined || event.as === 'deputy' || event.as === 'next',
  )
  const effectNames = progress.effects.map(effectName)
  return [
    ...mismatch('止まる段階', expect.at, place),
    ...mismatch('終わり', expect.end === undefined ? undefined : `終わり ${expect.end}`, place),
    ...setMismatch(
      '動ける人',
      expect.actors,
      waiting.flatMap((party) => actorsOf(party, context)),
    ),
    ...setMismatch(
      '代行した人',
      expect.deputy,
      deputyEvents.map((event) => event.person),
    ),
    ...setMismatch(
      '督促される人',
      expect.reminded,
      remindedPersons(procedure, state, contextOf(pack, golden, expect.on ?? clock)),
    ),
    ...(expect.effects ?? [])
      .filter((effect) => !effectNames.includes(effect))
      .map(
        (effect) =>
          `「${effect}」が起きていません（起きたのは ${effectNames.join('、') || 'なし'}）。`,
      ),
    ...(expect.effects?.length === 0 && effectNames.length > 0
      ? [`何も起きないはずが ${effectNames.join('、')} が起きました。`]
      : []),
  ]
}

function remindedPersons(procedure: Procedure, state: CaseState, context: CaseContext): string[] {
  const parties =
    lateness(procedure, state, context)?.reminders.map((reminder) => reminder.who) ?? []
  return parties.flatMap((party: Party) => actorsOf({ party, excluded: [] }, context))
}

function effectName(effect: EvaluatedEffect): string {
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
