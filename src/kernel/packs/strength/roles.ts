import type { Procedure, Step } from '../procedure.ts'
import type { Pack, Role, SeparationOfDuties } from '../types.ts'
import type { Who } from '../who.ts'
import { stepGrip } from './steps.ts'
import type { Grip } from './scale.ts'

/** The part of a pack that roles are judged by. */
export type RoleUsers = Pick<Pack, 'procedures' | 'handling' | 'registers' | 'roles' | 'grants'>

/** A role is missed where nobody holds it, unless the pack says that it need not be held. */
export function roleGrip({ optional }: Role): Grip {
  return optional
    ? { hold: 'answers', why: 'role-optional' }
    : { hold: 'pursues', why: 'role-vacancy' }
}

/**
 * A power is enforced where the program holds the act: where something that carries the same
 * provision lets only this role decide or appoint. Elsewhere it is only stated.
 */
export function powerGrip(pack: RoleUsers, role: string, provision: string): Grip {
  if (decides(pack, role, provision, () => true)) return { hold: 'enforces', why: 'power-decides' }
  const appoints = [...pack.roles.values()].some(
    (other) => isRole(other.appointedBy, role) && other.carries.includes(provision),
  )
  if (appoints) return { hold: 'enforces', why: 'power-appoints' }
  if (
    pack.grants.carries.includes(provision) &&
    [...pack.grants.administer, ...pack.grants.readJournal].some((who) => isRole(who, role))
  )
    return { hold: 'enforces', why: 'grants-kept' }
  return { hold: 'states', why: 'power-outside' }
}

/** What a body deliberates is enforced where a procedure waits for its meeting. */
export function taskGrip(pack: RoleUsers, role: string, provision: string): Grip {
  return decides(pack, role, provision, (step) => step.meeting)
    ? { hold: 'enforces', why: 'task-decides' }
    : { hold: 'states', why: 'task-listed' }
}

/** Parts are kept apart in cases, in the organisation, and in the procedure that `in` names. */
export function apartGrip(
  { procedures }: Pick<Pack, 'procedures'>,
  { in: where }: SeparationOfDuties,
): Grip {
  return where === 'case' || where === 'organization' || procedures.has(where)
    ? { hold: 'enforces', why: 'apart-kept' }
    : { hold: 'nothing', why: 'apart-nowhere' }
}

function decides(
  pack: RoleUsers,
  role: string,
  provision: string,
  isWanted: (step: Step) => boolean,
): boolean {
  return [...pack.procedures.values()].some((procedure) =>
    [...procedure.steps.values()].some(
      (step) =>
        step.decides &&
        isWanted(step) &&
        step.by.some((who) => isRole(who, role)) &&
        (step.carries.includes(provision) || isOf(pack, procedure, provision)) &&
        stepGrip(pack, procedure, step).hold === 'enforces',
    ),
  )
}

/** Whether a procedure is for a provision: it says so, or a rule that leads to it does. */
function isOf({ handling }: RoleUsers, { id, carries }: Procedure, provision: string): boolean {
  return (
    carries.includes(provision) ||
    handling.rules.some((rule) => rule.procedure === id && rule.carries.includes(provision))
  )
}

function isRole(who: Who | undefined, role: string): boolean {
  return who?.kind === 'role' && who.role === role
}
