import { addDays } from '../../calendar/days.ts'
import { fiscalYearOf } from '../../calendar/fiscal.ts'
import { seatsHeldBy } from '../../organization/heldSeats.ts'
import type { OrganizationView } from '../../organization/types.ts'
import {
  dueOfOccasion,
  dueOfTurn,
  goesThrough,
  itemsOfTurn,
  lineSubject,
  organizationSubject,
  personSubject,
  turnOfRound,
  unitSubject,
} from '../../rounds/index.ts'
import type { RoundSubjectFacts } from '../../rounds/index.ts'
import type { AskedItem } from '../checklist.ts'
import type { Occasion, Round } from '../round.ts'
import { endedStates, initialState } from '../states.ts'
import type { Pack } from '../types.ts'
import { knownFields } from './entries.ts'
import type { RoundCase } from './forms.ts'
import type { GoldenEntry } from './types.ts'
import { goldenDay } from './world.ts'
import type { GoldenDay } from './world.ts'

/** From when on the first turn is looked for where a case says no day. */
const usualDay = '2026-04-01'

/** What a case of a round plays on. */
export interface RoundStage extends GoldenDay {
  readonly round: Round
  /** Undefined where the round has no such subject: nothing of its kind, or it is over. */
  readonly subject: RoundSubjectFacts | undefined
  /** Undefined where no turn is open on the day. */
  readonly due: string | undefined
}

export function roundStage(pack: Pack, golden: RoundCase): RoundStage | undefined {
  const round = pack.rounds.get(golden.round)
  if (round === undefined) return undefined
  const day = golden.on ?? firstDay(round)
  const world = goldenDay(pack, golden, day)
  if (world === undefined) return undefined
  return {
    ...world,
    round,
    subject: subjectOf(pack, round, golden.of, world.org, day),
    due: dueOf(round, golden.occasion, day),
  }
}

/** The first day of the first turn that begins from the usual day on. */
function firstDay(round: Round): string {
  return round.every === undefined ? usualDay : nextTurn(round, addDays(usualDay, -1))
}

/** The first day of the first turn that begins after a day. */
export function nextTurn(round: Round, after: string): string {
  let day = addDays(after, 1)
  for (let tries = 0; tries < 10_000; tries += 1) {
    const turn = turnOfRound(round, day)
    if (turn?.from === day) return day
    day = addDays(turn?.to ?? day, 1)
  }
  return day
}

/** By when an occurrence is done that is open on a day; undefined where none is. */
function dueOf(round: Round, given: Occasion | undefined, day: string): string | undefined {
  if (given === undefined && round.every !== undefined) {
    const turn = turnOfRound(round, day)
    return turn === null ? undefined : dueOfTurn(turn)
  }
  const occasion = given ?? round.on[0]
  return occasion !== undefined && round.on.some((one) => isSameOccasion(one, occasion))
    ? dueOfOccasion(round, `${day}T09:00:00+09:00`)
    : undefined
}

function isSameOccasion(one: Occasion, other: Occasion): boolean {
  if (one.kind !== 'ended' || other.kind !== 'ended') return one.kind === other.kind
  return one.procedure === other.procedure && (one.end === undefined || one.end === other.end)
}

/** A subject of a round on a day; undefined where the round does not go through it. */
export function subjectOf(
  pack: Pack,
  round: Pick<Round, 'each' | 'where' | 'applies'>,
  id: string,
  org: OrganizationView,
  day: string,
  entries: ReadonlyMap<string, GoldenEntry> = pack.world?.entries ?? new Map(),
): RoundSubjectFacts | undefined {
  const subject = factsOf(pack, round, id, org, day, entries)
  return subject !== undefined && goesThrough(round, subject, pack.choices) ? subject : undefined
}

function factsOf(
  pack: Pack,
  { each }: Pick<Round, 'each'>,
  id: string,
  org: OrganizationView,
  day: string,
  entries: ReadonlyMap<string, GoldenEntry>,
): RoundSubjectFacts | undefined {
  switch (each.kind) {
    case 'organization':
      return id === '' ? organizationSubject(pack.title) : undefined
    case 'unit':
      return isThere(org.units.get(id), day) ? unitSubject(org, id) : undefined
    case 'person':
      return isThere(org.persons.get(id), day) ? personSubject(org, pack.roles, id, day) : undefined
    case 'holder':
      return seatsHeldBy(org, pack.roles, id, day).some(({ role }) => role === each.role)
        ? personSubject(org, pack.roles, id, day)
        : undefined
    case 'line': {
      const entry = entries.get(id)
      const register = pack.registers.get(each.register)
      if (entry?.register !== each.register || register === undefined) return undefined
      const state = entry.state ?? String(entry.fields['state'] ?? initialState(register))
      return endedStates(pack, register).includes(state)
        ? undefined
        : lineSubject(pack.registers, { ...entry, fields: knownFields(pack, entry), state })
    }
  }
}

function isThere(
  one: { readonly from?: string; readonly to?: string } | undefined,
  day: string,
): boolean {
  return (
    one !== undefined &&
    (one.from === undefined || one.from <= day) &&
    (one.to === undefined || day <= one.to)
  )
}

/**
 * The items that a round asks of a subject on a day; of a portion those of the turns that follow,
 * too, so that each item is among them once.
 */
export function itemsAhead(
  pack: Pick<Pack, 'checklists' | 'choices'>,
  round: Round,
  subject: RoundSubjectFacts,
  day: string,
): readonly AskedItem[] {
  const year = fiscalYearOf(day)
  return Array.from({ length: round.portion?.years ?? 1 }, (_, later) => year + later).flatMap(
    (fiscalYear) => itemsOfTurn(pack, round, subject, fiscalYear),
  )
}
