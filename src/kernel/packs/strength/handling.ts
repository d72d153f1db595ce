import type { HandlingRule } from '../handling.ts'
import type { Pack } from '../types.ts'
import { hasDecision } from './steps.ts'
import { strongest } from './scale.ts'
import type { Grip } from './scale.ts'

/** The part of a pack that rules are judged by. */
export type Doors = Pick<Pack, 'procedures' | 'handling'>

/** Whether a procedure asks the act, so that its rules decide at every step of its cases. */
export function isAtDoor({ procedures }: Doors, act: string): boolean {
  return [...procedures.values()].some(({ asks }) => asks?.includes(act) === true)
}

/** How strong a handling rule is: at a door it refuses, elsewhere it only answers. */
export function ruleGrip(pack: Doors, rule: HandlingRule): Grip {
  if (rule.verdict === 'require')
    return (
      strongest(rule.safeguards.map((id) => requirementGrip(pack, rule.act, id))) ?? {
        hold: 'answers',
        why: 'safeguard-told',
      }
    )
  if (rule.verdict === 'allow') return { hold: 'answers', why: 'rule-allows' }
  if (!isAtDoor(pack, rule.act)) return { hold: 'answers', why: 'rule-no-door' }
  if (rule.verdict === 'forbid') return { hold: 'enforces', why: 'rule-refuses' }
  const permit = pack.procedures.get(rule.procedure ?? '')
  return permit !== undefined && hasDecision(permit)
    ? { hold: 'enforces', why: 'rule-permit' }
    : { hold: 'answers', why: 'rule-unpermitted' }
}

/** How strong a safeguard is: as the strongest of the rules that ask for it. */
export function safeguardGrip(pack: Doors, safeguard: string): Grip {
  const acts = new Set([
    ...pack.handling.rules.flatMap((rule) =>
      rule.safeguards.includes(safeguard) ? [rule.act] : [],
    ),
    ...[...pack.handling.acts.values()].flatMap((act) =>
      act.otherwise.safeguards.includes(safeguard) ? [act.id] : [],
    ),
  ])
  return (
    strongest([...acts].map((act) => requirementGrip(pack, act, safeguard))) ?? {
      hold: 'nothing',
      why: 'safeguard-unused',
    }
  )
}

/** A safeguard of an act is enforced where a procedure that the act leads to confirms it. */
function requirementGrip(pack: Doors, act: string, safeguard: string): Grip {
  const isConfirmed = [...pack.procedures.values()].some(
    (procedure) =>
      leadsTo(pack, act, procedure.id) &&
      (procedure.asks === undefined || procedure.asks.includes(act)) &&
      [...procedure.steps.values()].some((step) => step.safeguards === true),
  )
  return isConfirmed && pack.handling.safeguards.has(safeguard)
    ? { hold: 'enforces', why: 'safeguard-confirmed' }
    : { hold: 'answers', why: isAtDoor(pack, act) ? 'safeguard-told' : 'rule-no-door' }
}

function leadsTo({ handling }: Doors, act: string, procedure: string): boolean {
  return (
    handling.acts.get(act)?.otherwise.procedure === procedure ||
    handling.rules.some((rule) => rule.act === act && rule.procedure === procedure)
  )
}
