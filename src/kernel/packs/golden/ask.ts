import { placedOf, placesIn } from '../../organization/places.ts'
import { rolesOf } from '../../organization/roles.ts'
import { decide } from '../../decide/decide.ts'
import type { Asker, Verdict } from '../../decide/types.ts'
import { ProblemError } from '../../problems/problem.ts'
import type { Pack } from '../types.ts'
import type { AskCase } from './types.ts'
import type { Outcome } from './outcome.ts'
import { differs, differsAsSet } from './outcome.ts'

/** Asks the handling rules and compares the whole answer with what is expected. */
export function runAsk(pack: Pack, golden: AskCase): Outcome {
  try {
    const verdict = decide(pack, {
      act: golden.act,
      fields: golden.fields,
      today: '2026-11-02',
      exceptions: golden.exceptions,
      ...(golden.entry === undefined
        ? {}
        : { entry: golden.entry, places: placesOf(pack, golden.entry) }),
      ...(golden.class === undefined ? {} : { class: golden.class }),
      ...(golden.asset === undefined ? {} : { asset: golden.asset }),
      ...(golden.by === undefined ? {} : { applicant: askerOf(pack, golden.by) }),
    })
    const rules = verdict.trace.filter((each) => each.counts).map((each) => each.rule)
    return { faults: compare(verdict, golden), rules, branches: [] }
  } catch (error) {
    if (error instanceof ProblemError)
      return { faults: [error.problem.detail], rules: [], branches: [] }
    throw error
  }
}

/** Where an entry of the cases' organisation stands. */
function placesOf(pack: Pack, id: string): readonly string[] {
  const entry = pack.world?.entries.get(id)
  return entry === undefined ? [] : placesIn(placedOf(pack.registers, entry))
}

/** A person of the cases' organisation as conditions see one. */
export function askerOf(pack: Pack, person: string): Asker {
  const organization = pack.world?.organization
  const found = organization?.persons.get(person)
  if (organization === undefined || found === undefined)
    return { id: person, unit: '', employment: '', roles: [] }
  const seats = rolesOf(organization, pack.roles, person, '2026-11-02')
  return {
    id: person,
    unit: found.unit,
    employment: found.employment,
    roles: [...new Set(seats.map((seat) => seat.role))],
  }
}

function compare(verdict: Verdict, { expect }: AskCase): string[] {
  const approvers = verdict.steps.flatMap((step) =>
    step.by.flatMap((who) => (who.kind === 'role' ? [who.role] : [])),
  )
  const refs = new Set(verdict.grounds.map((ground) => ground.provision))
  return [
    ...differs('答え', expect.verdict, verdict.verdict),
    ...differs('規則', expect.rule, verdict.rule ?? 'otherwise'),
    ...differs('手続', expect.procedure, verdict.procedure),
    ...differs('代わりの方法', expect.instead, verdict.instead),
    ...differsAsSet(
      '外れる規則',
      expect.excepted,
      verdict.excepted.map((each) => each.rule),
    ),
    ...differsAsSet(
      '安全措置',
      expect.safeguards,
      verdict.safeguards.map((each) => each.id),
    ),
    ...differs('決める人', expect.approvers?.join('、'), approvers.join('、')),
    ...(expect.provisions ?? [])
      .filter((ref) => !refs.has(ref))
      .map((ref) => `根拠に「${ref}」がありません（あるのは ${[...refs].join('、') || 'なし'}）。`),
  ]
}
