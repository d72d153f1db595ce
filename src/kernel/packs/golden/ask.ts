import { locationOf, placeIdsOf } from '../../organization/locations.ts'
import { toRequester } from '../../handling/subject.ts'
import { evaluatePolicy } from '../../handling/evaluatePolicy.ts'
import type { Requester, Verdict } from '../../handling/types.ts'
import { ProblemError } from '../../problems/problem.ts'
import type { Pack } from '../types.ts'
import type { AskCase } from './types.ts'
import type { GoldenOutcome } from './outcome.ts'
import { classFaults } from './entries.ts'
import { mismatch, played, setMismatch } from './outcome.ts'

/** Asks the handling rules and compares the whole answer with what is expected. */
export function runAsk(pack: Pack, golden: AskCase): GoldenOutcome {
  const strays = straysOf(pack, golden)
  if (strays.length > 0) return played([`尋ねられない問いがあります（${strays.join('、')}）。`])
  const unclassed = classFaults(pack, golden.class)
  if (unclassed.length > 0) return played(unclassed)
  try {
    const verdict = evaluatePolicy(pack, {
      act: golden.act,
      fields: golden.fields,
      today: '2026-11-02',
      exceptions: golden.exceptions,
      ...(golden.entry === undefined
        ? {}
        : { entry: golden.entry, places: placesOf(pack, golden.entry) }),
      ...(golden.class === undefined ? {} : { class: golden.class }),
      ...(golden.asset === undefined ? {} : { asset: golden.asset }),
      ...(golden.by === undefined ? {} : { applicant: requesterOf(pack, golden.by) }),
    })
    const rules = verdict.trace
      .filter((ruleTrace) => ruleTrace.counts)
      .map((ruleTrace) => ruleTrace.rule)
    return { faults: compare(verdict, golden), rules, branches: [] }
  } catch (error) {
    if (error instanceof ProblemError) return played([error.problem.detail])
    throw error
  }
}

/** Answers to questions that the act does not put. */
function straysOf(pack: Pack, golden: AskCase): string[] {
  const asks = pack.handling.acts.get(golden.act)?.asks ?? []
  return Object.keys(golden.fields).filter((id) => !asks.some((field) => field.id === id))
}

/** Where an entry of the cases' organisation stands. */
function placesOf(pack: Pack, id: string): readonly string[] {
  const entry = pack.world?.entries.get(id)
  return entry === undefined ? [] : placeIdsOf(locationOf(pack.registers, entry))
}

/** A person of the cases' organisation as conditions see one. */
function requesterOf(pack: Pack, person: string): Requester {
  const organization = pack.world?.organization
  return organization === undefined
    ? { id: person, unit: '', employment: '', roles: [] }
    : toRequester(organization, pack.roles, person, '2026-11-02')
}

function compare(verdict: Verdict, { expect }: AskCase): string[] {
  const approvers = verdict.steps.flatMap((step) =>
    step.by.flatMap((who) => (who.kind === 'role' ? [who.role] : [])),
  )
  const refs = new Set(verdict.grounds.map((ground) => ground.provision))
  return [
    ...mismatch('答え', expect.verdict, verdict.verdict),
    ...mismatch('規則', expect.rule, verdict.rule ?? 'otherwise'),
    ...mismatch('手続', expect.procedure, verdict.procedure),
    ...mismatch('代わりの方法', expect.instead, verdict.instead),
    ...setMismatch(
      '外れる規則',
      expect.excepted,
      verdict.excepted.map((item) => item.rule),
    ),
    ...setMismatch(
      '安全措置',
      expect.safeguards,
      verdict.safeguards.map((item) => item.id),
    ),
    ...mismatch('決める人', expect.approvers?.join('、'), approvers.join('、')),
    ...(expect.provisions ?? [])
      .filter((ref) => !refs.has(ref))
      .map((ref) => `根拠に「${ref}」がありません（あるのは ${[...refs].join('、') || 'なし'}）。`),
  ]
}
