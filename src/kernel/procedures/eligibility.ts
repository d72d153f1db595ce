import { allSeats } from '../organization/seats.ts'
import { staffOn } from '../organization/staff.ts'
import { resolveWho } from '../organization/who.ts'
import type { Party } from '../organization/who.ts'
import { isEmpty } from '../fields/empty.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { Who } from '../packs/who.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import { today } from './conditions.ts'
import { groundsOf } from './grounds.ts'
import { actingTitle, capacityOf, toWhoContext, whoTitle } from './parties.ts'
import type { CaseContext, CaseState } from './state.ts'
import { listed, same } from '../words/words.ts'
import type { Words } from '../words/words.ts'

/** Whether one person may begin a procedure, and who may, in words. */
export interface StartEligibility {
  readonly may: boolean
  readonly who: Words
}

/**
 * Whether the applicant may begin the case as far as it is known: not refused while a field that
 * says who may is still empty.
 */
export function mayStart(procedure: Procedure, state: CaseState, context: CaseContext): boolean {
  return (
    procedure.opens.some((who) => isUnanswered(who, state)) ||
    mayOpen(procedure, state, state.applicant, context)
  )
}

/**
 * Why a person may not do the first step of a procedure whose fields say who may begin it. Cases
 * that an effect began are not checked.
 */
export function openingProblem(
  procedure: Procedure,
  state: CaseState,
  person: string,
  context: CaseContext,
): Problem | null {
  const asks = procedure.opens.some(dependsOnField)
  const byEffect = state.history.some(({ kind, byEffect: yes }) => kind === 'begun' && yes === true)
  return !asks || byEffect || mayOpen(procedure, state, person, context)
    ? null
    : mayNotOpen(procedure, context)
}

/** The refusal of a beginning: it names all who may begin. */
export function mayNotOpen(procedure: Procedure, context: CaseContext): Problem {
  return problem(
    'may-not-open',
    { procedure: procedure.title, who: openersTitle(procedure, context) },
    { grounds: groundsOf(procedure) },
  )
}

function openersTitle({ opens, fields }: Procedure, context: CaseContext): Words {
  return listed(
    opens.map((who) =>
      who.kind === 'person'
        ? same(fields.find(({ id }) => id === who.field)?.title ?? who.field)
        : whoTitle(who, context),
    ),
  )
}

function mayOpen(
  procedure: Procedure,
  state: CaseState,
  person: string,
  context: CaseContext,
): boolean {
  const parties = procedure.opens.flatMap((who) => resolveWho(who, toWhoContext(state, context)))
  return isEligible(parties, person, context)
}

function dependsOnField(who: Who): boolean {
  return who.kind === 'person' || (who.kind === 'role' && who.of.from === 'field')
}

function isUnanswered(who: Who, { fields }: CaseState): boolean {
  if (who.kind === 'person') return isEmpty(fields[who.field])
  return who.kind === 'role' && who.of.from === 'field' && isEmpty(fields[who.of.field])
}

/**
 * Who may begin a procedure, for one person before anything is filled in. Where that depends on the
 * entries or persons that the case will name, one possible choice is enough.
 */
export function startEligibilityOf(
  procedure: Procedure,
  person: string,
  context: CaseContext,
): StartEligibility {
  const applicantUnit = context.org.persons.get(person)?.unit ?? ''
  const found = procedure.opens.map((who) => {
    if (who.kind === 'person') return { parties: [{ person }], title: whoTitle(who, context) }
    if (who.kind === 'role' && (who.of.from === 'about' || who.of.from === 'field')) {
      const role = context.roles.get(who.role)
      const seats = role === undefined ? [] : allSeats(context.org, new Map([[role.id, role]]))
      return { parties: seats.map((seat) => ({ seat })), title: whoTitle(who, context) }
    }
    const parties = resolveWho(who, {
      org: context.org,
      roles: context.roles,
      applicant: person,
      applicantUnit,
      about: [],
      fields: {},
    })
    const title =
      parties.length === 0
        ? whoTitle(who, context)
        : actingTitle(
            parties.map((party, group) => ({ party, group, excluded: [] })),
            context,
          )
    return { parties, title }
  })
  const [only, ...others] = found
  return {
    may: isEligible(
      found.flatMap(({ parties }) => parties),
      person,
      context,
    ),
    who:
      only !== undefined && others.length === 0
        ? only.title
        : listed(found.map(({ title }) => title)),
  }
}

function isEligible(parties: readonly Party[], person: string, context: CaseContext): boolean {
  return (
    staffOn(context.org, today(context)).isEmployed(person) &&
    parties.some((party) => capacityOf({ party, excluded: [] }, person, person, context) !== null)
  )
}
