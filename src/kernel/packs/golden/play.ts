import { dayOf } from '../../calendar/days.ts'
import { act, confirmationsFor } from '../../procedures/act.ts'
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
import { deadlineOf, lateness } from '../../procedures/deadlines.ts'
import { matchingBranch } from '../../procedures/arrive.ts'
import { actorsOf } from '../../procedures/parties.ts'
import { withReaders } from '../../procedures/readers.ts'
import type { Problem } from '../../problems/index.ts'
import type { AboutEntry, CaseContext, CaseState } from '../../procedures/state.ts'
import type { FieldValues } from '../../fields/types.ts'
import { locationOf } from '../../organization/locations.ts'
import type { Party } from '../../organization/who.ts'
import type { Procedure, Step } from '../procedure.ts'
import type { Pack } from '../types.ts'
import { lookedAt } from './checks.ts'
import { classFaults, knownFields } from './entries.ts'
import { mismatch, setMismatch } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'
import { afterEffects, meanwhile, presentEntries } from './playEntries.ts'
import {
  chosenDecision,
  clockOfAct,
  isOnwardAct,
  normalizeMoments,
  withoutTimes,
} from './playTimes.ts'
import type { GoldenEntry, PlayAct, PlayCase, PlayExpectation } from './types.ts'

/** Walks a procedure through the engine itself and compares where it came to. */
export function runPlay(pack: Pack, golden: PlayCase): GoldenOutcome {
  return playCase(pack, golden).outcome
}

/** As `runPlay`, with the case as it was left and what was carried out. */
export function playCase(
  pack: Pack,
  golden: PlayCase,
): {
  readonly outcome: GoldenOutcome
  readonly state?: CaseState
  readonly effects?: readonly EvaluatedEffect[]
} {
  const procedure = pack.procedures.get(golden.procedure)
  if (procedure === undefined || pack.world === undefined)
    return { outcome: failure('手続か cases/organization.yaml がありません。') }
  const strays = straysOf(pack, procedure, golden)
  if (strays.length > 0)
    return { outcome: failure(`尋ねられない項目があります（${strays.join('、')}）。`) }
  const unclassed = golden.about.flatMap((entry) => classFaults(pack, entry.class))
  if (unclassed.length > 0) return { outcome: outcome(unclassed) }
  const values = normalizeMoments(procedure, golden.fields)
  const beginning = beginCase(pack, procedure, golden, values)
  if (!beginning.ok)
    return {
      outcome: outcome([
        ...mismatch(
          '始めるとき',
          golden.expect.refused ?? '（断られない）',
          beginning.problem.code,
        ).map((fault) => `${fault}${beginning.problem.detail}`),
        ...setMismatch('足りないもの', golden.expect.lacks, namedIn(beginning.problem)),
      ]),
    }
  const unrefused = golden.acts.every((playAct) => playAct.refused === undefined)
  if (golden.expect.refused !== undefined && unrefused)
    return {
      outcome: failure(`「${golden.expect.refused}」で断られるはずが、始められました。`),
    }
  const progress: PlayProgress = {
    state: beginning.state,
    effects: [...beginning.effects],
    branches: [],
    findings: new Set(),
    entries: presentEntries(pack, procedure, golden),
  }
  let clock = golden.clock
  for (const [index, playAct] of golden.acts.entries()) {
    clock = playAct.at ?? clockOfAct(procedure, progress.state.step, playAct, values, clock)
    const fault = runAct(pack, procedure, progress, playAct, values, contextOf(pack, golden, clock))
    if (fault !== undefined)
      return { outcome: outcome([`${index + 1}番目の動き：${fault}`], progress.branches) }
  }
  return {
    outcome: outcome(
      compare(procedure, progress, golden.expect, pack, golden, clock),
      progress.branches,
    ),
    state: progress.state,
    effects: progress.effects,
  }
}

interface PlayProgress {
  state: CaseState
  effects: EvaluatedEffect[]
  branches: string[]
  /** The items that were wrong when a case went on. */
  readonly findings: Set<string>
  /** The entries of the world in their present states. */
  entries: ReadonlyMap<string, PresentEntry>
}

const outcome = (faults: readonly string[], branches: readonly string[] = []): GoldenOutcome => ({
  faults,
  rules: [],
  branches,
})
const failure = (fault: string): GoldenOutcome => outcome([fault])

function contextOf(pack: Pack, golden: PlayCase, clock: string): CaseContext {
  if (pack.world === undefined) throw new TypeError('golden cases without a world are not played')
  const { organization } = pack.world
  return {
    org:
      golden.absences.length === 0
        ? organization
        : { ...organization, absences: [...organization.absences, ...golden.absences] },
    roles: pack.roles,
    now: `${clock}:00+09:00`,
    separationOfDuties: pack.separationOfDuties,
    policy: pack,
    entries: entriesOfWorld(pack, pack.world),
    exceptions: golden.exceptions,
  }
}

type Entries = NonNullable<CaseContext['entries']>
const entriesByPack = new WeakMap<Pack, Entries>()

/** The entries of a world as the kernel asks for them. Made once, since a pack never changes. */
function entriesOfWorld(pack: Pack, world: NonNullable<Pack['world']>): Entries {
  const existing = entriesByPack.get(pack)
  if (existing !== undefined) return existing
  const entries = new Map(
    [...world.entries.values()].map((entry) => [
      entry.id,
      { title: entry.id, fields: knownFields(pack, entry) },
    ]),
  )
  entriesByPack.set(pack, entries)
  return entries
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

/** What a case fills in that neither the form nor a safeguard asks for. */
function straysOf(pack: Pack, procedure: Procedure, golden: PlayCase): string[] {
  const asked = new Set([
    ...procedure.fields.map((field) => field.id),
    ...[...pack.handling.safeguards.values()].flatMap(({ asks }) => asks.map(({ id }) => id)),
  ])
  return [golden.fields, ...golden.acts.map((each) => each.fill)]
    .flatMap((values) => Object.keys(values))
    .filter((id) => !asked.has(id))
}

/** Provisions that a refusal should have as its grounds and has not. */
function missingGrounds(
  { grounds = [] }: Problem,
  expected: readonly string[] = [],
): string | undefined {
  const named = grounds.map(({ provision }) => provision)
  const missing = expected.filter((ref) => !named.includes(ref))
  return missing.length === 0
    ? undefined
    : `根拠に「${missing.join('、')}」がありません（あるのは ${named.join('、') || 'なし'}）。`
}

/** The fields that a refusal names. */
function namedIn({ faults = [] }: Problem): string[] {
  return faults.map(({ at }) =>
    at.replace(/^\/(fields\/|safeguards\/[^/]+\/|checks\/(?:[^/]+\/)?)/, ''),
  )
}

function toAboutEntry(pack: Pack, entry: GoldenEntry): AboutEntry {
  return {
    ...locationOf(pack.registers, entry),
    id: entry.id,
    fields: knownFields(pack, entry),
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
  const confirmations =
    currentStep === undefined || decision === undefined
      ? []
      : confirmationsFor(currentStep, decision, state, context)
  const confirmed = playAct.confirm ? confirmations.map((item) => item.id) : []
  const isOnwards = currentStep !== undefined && isOnwardAct(currentStep, playAct)
  const known = isOnwards ? values : withoutTimes(procedure, values)
  const written = { ...known, ...normalizeMoments(procedure, playAct.fill) }
  progress.entries = meanwhile(progress.entries, playAct.meanwhile ?? {})
  const looked =
    currentStep &&
    lookedAt(
      pack,
      currentStep,
      { ...state, fields: { ...state.fields, ...written } },
      playAct,
      context,
    )
  if (looked !== undefined && looked.faults.length > 0) return looked.faults.join('')
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
      ...(currentStep !== undefined && demandsProof(currentStep) && !playAct.unproved
        ? { proofs: allProofs }
        : {}),
    },
    looked === undefined ? context : { ...context, checks: looked.facts },
  )
  const result = settleEntries(pack, decided, [...progress.entries.values()])
  if (!result.ok) {
    if (playAct.refused === result.problem.code) {
      const missing =
        result.problem.code === 'not-confirmed'
          ? confirmations.map(({ id, title }) => (playAct.lacks?.includes(id) ? id : title))
          : namedIn(result.problem)
      return (
        setMismatch('足りないもの', playAct.lacks, missing)[0] ??
        missingGrounds(result.problem, playAct.grounds)
      )
    }
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
  for (const { wrong } of looked?.facts ?? [])
    for (const { key } of wrong) progress.findings.add(key.slice(key.indexOf('/') + 1))
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
  const step = procedure.steps.get(state.step ?? '')
  const due = step === undefined ? undefined : deadlineOf(step, state)?.due
  const effectNames = progress.effects
    .filter((effect) => effect.kind !== 'write' || pack.registers.has(effect.register))
    .map(effectName)
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
    ...mismatch('期限', expect.due, due?.slice(0, expect.due?.length)),
    ...setMismatch('安全措置', expect.safeguards, state.safeguards),
    ...setMismatch('指摘', expect.findings, [...progress.findings]),
    ...setMismatch('見せる人', expect.readers, readersOf(procedure, state, context)),
    ...setMismatch('知らされる人', expect.told, personsTold(progress.effects, context)),
    ...Object.entries(expect.states ?? {}).flatMap(([id, entryState]) =>
      mismatch(`「${id}」の状態`, entryState, progress.entries.get(id)?.state ?? '（ない）'),
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
  return personsOf(parties, context)
}

/** Persons to whom the procedure itself shows the case. */
function readersOf(procedure: Procedure, state: CaseState, context: CaseContext): string[] {
  const { readers = [] } = withReaders(procedure, state, context)
  return personsOf(readers, context)
}

function personsTold(effects: readonly EvaluatedEffect[], context: CaseContext): string[] {
  return personsOf(
    effects.flatMap((effect) => (effect.kind === 'tell' ? effect.to : [])),
    context,
  )
}

function personsOf(parties: readonly Party[], context: CaseContext): string[] {
  return parties.flatMap((party) => actorsOf({ party, excluded: [] }, context))
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
