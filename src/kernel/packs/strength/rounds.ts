import { itemsAsked, listsOf } from '../../rounds/index.ts'
import type { Checklist, Subject } from '../checklist.ts'
import type { Choice } from '../choice.ts'
import type { Round, RoundSubject } from '../round.ts'
import type { Pack } from '../types.ts'
import { isAtLeast, strongest } from './scale.ts'
import type { Grip } from './scale.ts'
import { procedureGrip } from './steps.ts'
import type { Routes } from './steps.ts'

/** The part of a pack that recurring work is judged by. */
export type Recurring = Pick<Pack, 'checklists' | 'rounds' | 'procedures'>

const byHand: Grip = { hold: 'answers', why: 'item-by-hand' }
const inStep: Grip = { hold: 'enforces', why: 'item-in-step' }
const atStep: Grip = { hold: 'pursues', why: 'item-at-step' }
const unasked: Grip = { hold: 'states', why: 'item-unasked' }

/** The grip of each item of a pack by its path: that of the strongest round that asks it. */
const gripsByPack = new WeakMap<
  Recurring['rounds'],
  {
    readonly checklists: Recurring['checklists']
    readonly procedures: Recurring['procedures']
    readonly grips: ReadonlyMap<string, Grip>
  }
>()

/** An item is as strong as the rounds and the steps that ask it of its subject. */
export function itemGrip(pack: Recurring, path: string): Grip {
  return gripsOf(pack).get(path) ?? unasked
}

function gripsOf(pack: Recurring): ReadonlyMap<string, Grip> {
  const known = gripsByPack.get(pack.rounds)
  if (known?.checklists === pack.checklists && known.procedures === pack.procedures)
    return known.grips
  const grips = new Map<string, Grip>()
  const ask = (checklist: Checklist, grip: Grip): void => {
    for (const { path, checklist: from, item, drawn } of itemsAsked(
      pack.checklists,
      checklist.id,
    )) {
      const written = pack.checklists.get(from)
      const isOfSubject =
        (item.ask !== undefined && checklist.of.kind === 'person') ||
        (written !== undefined && isSame(written.of, checklist.of))
      const before = grips.get(path)
      if (!isOfSubject || (before !== undefined && isAtLeast(before.hold, grip.hold))) continue
      grips.set(path, grip)
      if (drawn !== undefined) grips.set(`checklists/${from}/view`, grip)
    }
  }
  for (const round of pack.rounds.values())
    for (const checklist of asksOf(pack, round))
      ask(checklist, isBegun(round) ? { hold: 'pursues', why: 'item-asked' } : byHand)
  for (const { steps } of pack.procedures.values())
    for (const step of steps.values())
      for (const list of listsOf(step)) {
        const checklist = pack.checklists.get(list)
        if (checklist !== undefined) ask(checklist, step.mustBeRight === true ? inStep : atStep)
      }
  const { checklists, procedures } = pack
  gripsByPack.set(pack.rounds, { checklists, procedures, grips })
  return grips
}

/** The checklists whose answers or reading close a round, of the subject that it goes through. */
function asksOf({ checklists }: Recurring, { closedBy, each }: Round): readonly Checklist[] {
  return closedBy.flatMap((closing) => {
    if (closing.kind !== 'answers' && closing.kind !== 'reading') return []
    const checklist = checklists.get(closing.checklist)
    return checklist !== undefined && isSame(checklist.of, subjectOf(each)) ? [checklist] : []
  })
}

/** Holders of a role are persons. */
function subjectOf(each: RoundSubject): Subject {
  return each.kind === 'holder' ? { kind: 'person' } : each
}

function isSame(one: Subject, other: Subject): boolean {
  return (
    one.kind === other.kind &&
    (one.kind !== 'line' || other.kind !== 'line' || one.register === other.register)
  )
}

/** Whether a round begins by itself: by its cadence, or by something that happens. */
function isBegun({ every, on }: Round): boolean {
  return every !== undefined || on.some(({ kind }) => kind !== 'hand')
}

/** A round that begins by itself is work with a date for somebody. */
export function roundGrip(round: Round): Grip {
  return isBegun(round)
    ? { hold: 'pursues', why: 'round-due' }
    : { hold: 'answers', why: 'round-by-hand' }
}

/** A checklist is as strong as its strongest item. */
export function checklistGrip(pack: Recurring, { id }: Checklist): Grip {
  const grips = itemsAsked(pack.checklists, id).map(({ path }) => itemGrip(pack, path))
  return strongest(grips) ?? unasked
}

/**
 * What was chosen is pursued where it is the cadence or the length of a round, or the time limit in
 * a procedure, that is pursued.
 */
export function choiceGrip(pack: Routes & Pick<Pack, 'rounds'>, choice: Choice): Grip {
  const { id, type, readBy } = choice
  const isTime = type === 'cadence' || type === 'span'
  return isTime &&
    ([...pack.rounds.values()].some((round) => round.choices.includes(id) && isBegun(round)) ||
      [...pack.procedures.values()].some(
        (procedure) =>
          readBy.includes(`procedures/${procedure.id}`) &&
          isAtLeast(procedureGrip(pack, procedure).hold, 'pursues'),
      ))
    ? { hold: 'pursues', why: 'choice-times' }
    : { hold: 'states', why: 'choice-stated' }
}
