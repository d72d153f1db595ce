import { findActorAs, findActorInChain } from '../organization/acting.ts'
import type { SeatActor } from '../organization/acting.ts'
import { chainOf } from '../organization/chain.ts'
import { seatTitle } from '../organization/seats.ts'
import { staffOn } from '../organization/staff.ts'
import { resolveWho } from '../organization/who.ts'
import type { Party, WhoContext } from '../organization/who.ts'
import { holds } from '../packs/expression.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import type { Seat, Who } from '../packs/who.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import { conditionsOf, today } from './conditions.ts'
import { groundsOf, stepGrounds } from './grounds.ts'
import { separationExclusions } from './separationOfDuties.ts'
import { areTwoRoles, asksAnother, barredFromDeciding } from './deciders.ts'
import { withStandIn } from './standIns.ts'
import type { ActedAs, CaseContext, CaseState, Waiting, WaitingParty } from './state.ts'
import { anyone, listed, personWords, same, together } from '../words/words.ts'
import type { Words } from '../words/words.ts'

/** What `resolveWho` needs, from a case. */
export function toWhoContext(state: CaseState, context: CaseContext): WhoContext {
  const { org, roles, related } = context
  return {
    org,
    roles,
    applicant: state.applicant,
    applicantUnit: state.applicantUnit,
    about: state.about,
    fields: state.fields,
    ...(related && { related }),
  }
}

/** The parties that a `who` means in a case, with those who took over from persons who left. */
export function resolveParties(who: Who, state: CaseState, context: CaseContext): readonly Party[] {
  return resolveWho(who, toWhoContext(state, context)).map((party) => withStandIn(state, party))
}

/** Whom a step waits for, or the problem that nobody may act on it. */
export function partiesToWaitFor(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  context: CaseContext,
):
  | { readonly ok: true; readonly waitingFor: readonly Waiting[] }
  | { readonly ok: false; readonly problem: Problem } {
  const whos = applicableActors(procedure, step, state, context)
  const all = whos.flatMap((who, group) =>
    resolveParties(who, state, context).map((party): Waiting => ({
      party,
      group,
      excluded: initialExclusions(procedure, step, state, party, context),
      ...(step.meeting && isBody(party, context) && { meeting: true }),
    })),
  )
  const unfillable = all.filter((waiting) => !hasEligibleActor(waiting, context))
  const unfillableGroups = new Set(unfillable.map((waiting) => waiting.group))
  const groups = new Set(all.map((waiting) => waiting.group))
  const [first] = unfillable
  if (
    groups.size === 0 ||
    (step.all
      ? unfillableGroups.size > 0 || groups.size < whos.length
      : unfillableGroups.size === groups.size)
  ) {
    return { ok: false, problem: noActorProblem(procedure, step, state, first, context) }
  }
  return { ok: true, waitingFor: all.filter((waiting) => !unfillableGroups.has(waiting.group)) }
}

/**
 * The actors of a step in this case: those of `by` whose condition holds. Where the condition
 * cannot be evaluated, they count only in a step in which all must act.
 */
export function applicableActors(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  context: CaseContext,
): readonly Who[] {
  if (step.by.every((who) => who.when === undefined)) return step.by
  const conditions = conditionsOf(procedure, state, context)
  return step.by.filter((who) => holds(who.when, conditions, step.all, context.undecided))
}

function isBody(party: Party, context: CaseContext): boolean {
  return (
    party !== 'anyone' &&
    'seat' in party &&
    context.roles.get(party.seat.role)?.heldBy.some((way) => way.kind === 'body') === true
  )
}

/**
 * Keeps those who already acted in this step from acting for its other parties, unless the policy
 * gives no one else; from deciding for another role always.
 */
export function excludeActors(
  step: Step,
  waitingFor: readonly Waiting[],
  context: CaseContext,
): readonly Waiting[] {
  return waitingFor.map((waiting) => {
    if (waiting.decided) return waiting
    const acted = waitingFor.filter((other) => other.decided !== undefined)
    const barred = asksAnother(step)
      ? acted.filter((other) => areTwoRoles(other.party, waiting.party))
      : []
    const restricted = withoutActorsOf(waiting, acted)
    if (hasEligibleActor(restricted, context)) return restricted
    return withoutActorsOf(waiting, barred)
  })
}

function withoutActorsOf(waiting: Waiting, others: readonly Waiting[]): Waiting {
  const actors = others.flatMap(({ decided }) => decided?.person ?? [])
  return actors.length === 0
    ? waiting
    : { ...waiting, excluded: [...new Set([...waiting.excluded, ...actors])] }
}

/** The first party of a step that must still act and for which nobody may. */
export function unfillableParty(
  step: Step,
  waitingFor: readonly Waiting[],
  context: CaseContext,
): Waiting | undefined {
  const stuck = waitingFor.filter(
    (waiting) => waiting.decided === undefined && !hasEligibleActor(waiting, context),
  )
  const groups = new Set(waitingFor.map(({ group }) => group))
  const stuckGroups = new Set(stuck.map(({ group }) => group))
  return step.all || stuckGroups.size === groups.size ? stuck[0] : undefined
}

function initialExclusions(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  party: Party,
  context: CaseContext,
): readonly string[] {
  const separated = separationExclusions(procedure, step, state, party, context).map(
    (exclusion) => exclusion.person,
  )
  return [...new Set([...barredFromDeciding(procedure, step, state, party), ...separated])]
}

function hasEligibleActor(waiting: WaitingParty, context: CaseContext): boolean {
  const actors = actorsOf(waiting, context)
  if (actors !== 'anyone') return actors.length > 0
  const staff = staffOn(context.org, today(context))
  return [...context.org.persons.keys()].some(
    (person) => staff.isEmployed(person) && !waiting.excluded.includes(person),
  )
}

/** The persons whose turn it is to act for a party now; `anyone` where everyone may. */
export function actorsOf(
  waiting: WaitingParty,
  context: CaseContext,
): readonly string[] | 'anyone' {
  const { party, excluded } = waiting
  if (party === 'anyone') return 'anyone'
  if ('person' in party)
    return excluded.includes(party.person) || !context.org.persons.has(party.person)
      ? []
      : [party.person]
  const chains = seatsOf(waiting, party.seat, context).map((seat) =>
    chainOf(context.org, context.roles, seat, today(context)),
  )
  return [...new Set(chains.flatMap((chain) => findActorInChain(chain, excluded)?.anyOf ?? []))]
}

/** The seats whose turn it is: the party's own, or those who record the meetings of the body. */
function seatsOf(waiting: WaitingParty, seat: Seat, { roles }: CaseContext): readonly Seat[] {
  const body = waiting.meeting === true ? roles.get(seat.role) : undefined
  const recorders = [body?.secretary, body?.chair].flatMap((id) => roles.get(id ?? '') ?? [])
  const applicableRoles = recorders.filter(
    (role) => role.scope === seat.scope || role.scope === 'organization',
  )
  return applicableRoles.length === 0
    ? [seat]
    : applicableRoles.map((role) => ({
        role: role.id,
        scope: role.scope,
        id: role.scope === seat.scope ? seat.id : '',
      }))
}

/** How a person acts for a party. */
export interface ActingCapacity {
  readonly as: ActedAs
  readonly insteadOf?: string
  readonly because?: SeatActor['because']
}

/** How a person may act for a party now, or null where it is not that person's turn. */
export function capacityOf(
  waiting: WaitingParty,
  person: string,
  applicant: string,
  context: CaseContext,
): ActingCapacity | null {
  const { party, excluded } = waiting
  if (excluded.includes(person) || !staffOn(context.org, today(context)).isEmployed(person))
    return null
  if (party === 'anyone') return { as: person === applicant ? 'applicant' : 'anyone' }
  if ('person' in party)
    return party.person === person ? { as: person === applicant ? 'applicant' : 'person' } : null
  const day = today(context)
  const actors = seatsOf(waiting, party.seat, context).map((seat) =>
    findActorAs(chainOf(context.org, context.roles, seat, day), person, excluded),
  )
  const acting = actors.find((actor) => actor !== null)
  if (acting === undefined || acting === null) return null
  return {
    as: acting.as,
    ...(acting.insteadOf !== undefined && { insteadOf: acting.insteadOf }),
    ...(acting.because && { because: acting.because }),
  }
}

/** 「福祉課の情報セキュリティ責任者（田中 一郎さん）」 for every party that has not acted. */
export function actingTitle(waitingFor: readonly Waiting[], context: CaseContext): Words {
  const titles = waitingFor
    .filter((waiting) => !waiting.decided)
    .map((waiting) => {
      const actors = actorsOf(waiting, context)
      const names = listed(
        actors === 'anyone' ? [] : actors.map((person) => personWords(nameOf(person, context))),
      )
      const title = partyTitle(waiting.party, context)
      return names.ja === '' || names.ja === title.ja
        ? title
        : { ja: `${title.ja}（${names.ja}）`, en: `${title.en} (${names.en})` }
    })
  return titles.length === 0 ? { ja: 'ほかの人', en: 'somebody else' } : together(titles)
}

export function partyTitle(party: Party, context: CaseContext): Words {
  if (party === 'anyone') return anyone
  if ('person' in party) return personWords(nameOf(party.person, context))
  return same(seatTitle(context.org, context.roles, party.seat))
}

/** A `who` of a pack in words, where it has not been found: the role's title, 申請者. */
export function whoTitle(who: Who, context: CaseContext): Words {
  if (who.kind === 'role') return same(context.roles.get(who.role)?.title ?? who.role)
  return who.kind === 'applicant'
    ? { ja: '申請者', en: 'the applicant' }
    : who.kind === 'anyone'
      ? anyone
      : { ja: '指定された人', en: 'the person named' }
}

function nameOf(person: string, context: CaseContext): string {
  return context.org.persons.get(person)?.name ?? person
}

/** The problem that nobody may act on a step, for the party at which it is so. */
export function noActorProblem(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  at: Waiting | undefined,
  context: CaseContext,
): Problem {
  const seat = at
    ? partyTitle(at.party, context)
    : together(
        applicableActors(procedure, step, state, context).map((who) => whoTitle(who, context)),
      )
  const isExcluded =
    at !== undefined && actorsOf({ party: at.party, excluded: [] }, context).length > 0
  const why =
    at === undefined
      ? { ja: '所属か対象から決まりません', en: 'neither the unit nor the subject tells who' }
      : isExcluded
        ? {
            ja: '申請した人などを除くと、代わりに決める人がいません',
            en: 'without the applicant and others kept apart, nobody is left to decide',
          }
        : { ja: '任命された人も代行者もいません', en: 'neither a holder nor a deputy is appointed' }
  const rules = isExcluded
    ? separationExclusions(procedure, step, state, at.party, context).map(
        (exclusion) => exclusion.rule,
      )
    : []
  return problem(
    'no-one-may-decide',
    { step: step.title, seat, why },
    { grounds: [...stepGrounds(procedure, step), ...groundsOf(...new Set(rules))] },
  )
}
