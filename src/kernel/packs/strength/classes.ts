import type { Pack } from '../types.ts'
import { isAtDoor } from './handling.ts'
import { strongest } from './scale.ts'
import type { Grip } from './scale.ts'

/** The part of a pack that classes are judged by. */
export type ClassUsers = Pick<Pack, 'procedures' | 'handling' | 'registers' | 'classification'>

/** An axis is as strong as what reads its levels. */
export function axisGrip(pack: ClassUsers, axis: string): Grip {
  const reads = (source: string | undefined): boolean =>
    [...(source ?? '').matchAll(/\bclass\.(\w+)/g)].some((match) => match[1] === axis)
  const isDecisive =
    pack.handling.rules.some(
      (rule) => rule.verdict !== 'allow' && reads(rule.when?.source) && isAtDoor(pack, rule.act),
    ) ||
    [...pack.procedures.values()].some(({ steps }) =>
      [...steps.values()].some(
        (step) =>
          reads(step.when?.source) ||
          step.by.some((who) => reads(who.when?.source)) ||
          step.decisions.some(({ branches }) => branches.some(({ when }) => reads(when?.source))),
      ),
    )
  if (isDecisive) return { hold: 'enforces', why: 'class-decides' }
  const fields = [...pack.registers.values()].flatMap((register) =>
    register.fields.filter(({ type }) => type === 'class'),
  )
  if (fields.some(({ required }) => required !== false))
    return { hold: 'records', why: 'class-recorded' }
  return fields.length > 0 || pack.handling.rules.some((rule) => reads(rule.when?.source))
    ? { hold: 'answers', why: 'class-answers' }
    : { hold: 'nothing', why: 'class-unused' }
}

/** The classification as a whole is as strong as its strongest axis. */
export function classificationGrip(pack: ClassUsers): Grip {
  const axes = (pack.classification?.axes ?? []).map(({ id }) => axisGrip(pack, id))
  return strongest(axes) ?? { hold: 'nothing', why: 'class-unused' }
}

/** Copies and mixtures take the class of what they are made of, wherever a ledger has a class. */
export function inheritanceGrip({ registers }: ClassUsers): Grip {
  return [...registers.values()].some(({ classField }) => classField !== undefined)
    ? { hold: 'enforces', why: 'class-inherited' }
    : { hold: 'nothing', why: 'class-unused' }
}
