import { fiscalYearOf } from '../../calendar/fiscal.ts'
import {
  conditionsOn,
  dueOfOccasion,
  dueOfTurn,
  itemsOfTurn,
  proofOf,
  turnOfRound,
} from '../../rounds/index.ts'
import type { Outcome, RoundSubjectFacts } from '../../rounds/index.ts'
import type { ItemFacts, OpenWork, RoundFacts, StatusRecords } from '../../status/index.ts'
import type { AskedItem } from '../checklist.ts'
import type { Round } from '../round.ts'
import type { Pack } from '../types.ts'
import { findAnswer, judgeIn } from './roundAnswers.ts'
import { closes, isNamed, written } from './rounds.ts'
import { nextTurn, subjectOf } from './roundStage.ts'
import type { GoldenRoundDay, GoldenWorld } from './types.ts'
import { doingIn } from './world.ts'

/** The organisation of the cases as it was from a day on, and what happened in a round that day. */
export interface RoundDay {
  readonly on: string
  readonly world: GoldenWorld
  readonly act?: GoldenRoundDay | undefined
}

/** One subject in a turn. */
interface Occurrence {
  readonly round: Round
  readonly subject: string
  readonly opened: string
  readonly due: string
  /** The year of the turn, by which a portion is drawn. */
  readonly year: number
  readonly answered: Set<string>
  closed?: { readonly at: string; readonly proved: boolean }
}

interface Answered {
  readonly outcome: Outcome
  readonly proof: 'declared' | 'proved'
  readonly at: string
}

/** What the days so far say of some rounds: of all their subjects, or of one. */
export interface Recurred extends Pick<StatusRecords, 'rounds' | 'items'> {
  readonly faults: readonly string[]
}

export function recurredOn(
  pack: Pack,
  days: readonly RoundDay[],
  rounds: readonly Round[],
  only?: string,
): Recurred {
  const occurrences = rounds.flatMap((round) => openedIn(pack, round, days))
  const standings = new Map<string, Map<string, Answered>>()
  const faults = days.flatMap((day) => happen(pack, day, occurrences, standings))
  const isMeant = (subject: string): boolean => only === undefined || subject === only
  const now = days.at(-1)
  const facts = new Map<string, RoundFacts>()
  const items = new Map<string, ItemFacts>()
  if (now === undefined) return { rounds: facts, items, faults }
  for (const round of rounds) {
    const subjects = subjectsOf(pack, round, now).filter(({ id }) => isMeant(id))
    const own = occurrences.filter((each) => each.round === round && isMeant(each.subject))
    facts.set(round.id, factsOf(pack, round, now, subjects, own))
  }
  for (const [path, asked] of askedNow(pack, rounds, now, isMeant))
    items.set(path, itemFacts(pack, path, asked, standings.get(path), occurrences, now))
  return { rounds: facts, items, faults }
}

/** What a round has opened in the course of the days: by its cadence, and by occasions. */
function openedIn(pack: Pack, round: Round, days: readonly RoundDay[]): Occurrence[] {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const found: Occurrence[] = []
  const open = (subject: string, opened: string, due: string): void => {
    found.push({ round, subject, opened, due, year: fiscalYearOf(opened), answered: new Set() })
  }
  const begun = turnOfRound(round, first.on)
  let from = round.every === undefined ? '9999' : (begun?.from ?? nextTurn(round, first.on))
  while (from <= last.on) {
    const turn = turnOfRound(round, from)
    if (turn === null) break
    const day = turn.to < last.on ? turn.to : last.on
    const then = days.findLast(({ on }) => on <= day) ?? first
    for (const { id } of subjectsOf(pack, round, { ...then, on: day }))
      open(id, from, dueOfTurn(turn))
    from = nextTurn(round, turn.to)
  }
  const isNew = round.on.some(({ kind }) => kind === 'new')
  for (const [index, day] of days.entries()) {
    const at = `${day.on}T09:00:00+09:00`
    const before = days[index - 1]
    if (isNew && before !== undefined) {
      const there = new Set(subjectsOf(pack, round, before).map(({ id }) => id))
      for (const { id } of subjectsOf(pack, round, day))
        if (!there.has(id)) open(id, day.on, dueOfOccasion(round, at))
    }
    if (day.act?.occasion !== undefined && day.act.round === round.id)
      open(day.act.of, day.on, dueOfOccasion(round, at))
  }
  return found
}

function subjectsOf(pack: Pack, round: Round, { on, world }: RoundDay): RoundSubjectFacts[] {
  const { organization, entries } = world
  const ids = {
    organization: [''],
    unit: organization.units.keys(),
    person: organization.persons.keys(),
    holder: organization.persons.keys(),
    line: entries.keys(),
  }[round.each.kind]
  return [...ids].flatMap((id) => subjectOf(pack, round, id, organization, on, entries) ?? [])
}

/** What a subject is asked in an occurrence. */
function itemsIn(
  pack: Pack,
  { round, year }: Occurrence,
  subject: RoundSubjectFacts,
): readonly AskedItem[] {
  return itemsOfTurn(pack, round, subject, year)
}

/** Carries out what happened on a day: answers stand from then, and may close what is open. */
function happen(
  pack: Pack,
  { on, world, act }: RoundDay,
  occurrences: readonly Occurrence[],
  standings: Map<string, Map<string, Answered>>,
): string[] {
  const round = pack.rounds.get(act?.round ?? '')
  if (act === undefined || round === undefined) return []
  const { organization, entries } = world
  const subject = subjectOf(pack, round, act.of, organization, on, entries)
  const open = occurrences
    .filter(
      (each) =>
        each.round === round &&
        each.subject === act.of &&
        each.opened <= on &&
        each.closed === undefined,
    )
    .toSorted((one, other) => (one.due < other.due ? -1 : 1))[0]
  if (subject === undefined || open === undefined)
    return isOpening(act)
      ? []
      : [`${on}：「${act.of}」には、この実施で待たれているものがありません。`]
  const day = { pack, org: organization, day: on }
  const actors = doingIn(day, round, subject)
  const faults =
    act.by === undefined || actors.includes(act.by)
      ? []
      : [
          `${on}：「${act.by}」は答える人ではありません（${actors.join('、') || 'だれもいません'}）。`,
        ]
  const conditions = { ...conditionsOn(subject, pack.choices), today: on }
  const judge = judgeIn(day, conditions)
  const at = `${on}T09:00:00+09:00`
  const items = itemsIn(pack, open, subject)
  for (const one of items) {
    const given = written(act.answers, one)
    const right = act.allRight
      ? (written(act.values, one) ?? findAnswer(one, 'right', judge, conditions))
      : undefined
    const answer = given ?? right
    const isWaived = act.waived.some((name) => isNamed(one, name))
    if (answer === undefined && !isWaived) {
      if (act.allRight)
        faults.push(
          `${on}：「${one.item.id}」の正しい答えが求められません。values に書いてください。`,
        )
      continue
    }
    const judged = isWaived
      ? { outcome: 'not-applicable' as const, faults: [] }
      : judge(one, answer?.value)
    faults.push(...judged.faults.map(({ detail }) => `${on}：「${one.item.id}」：${detail.ja}`))
    if (judged.faults.length > 0) continue
    open.answered.add(one.path)
    const proof = proofOf(one, {
      files: act.proof ? 1 : 0,
      via: act.machine ? 'machine' : 'person',
    })
    const ofItem = standings.get(one.path) ?? new Map<string, Answered>()
    standings.set(one.path, ofItem.set(act.of, { outcome: judged.outcome, proof, at }))
  }
  const complete = items.length > 0 && items.every(({ path }) => open.answered.has(path))
  if (closes({ pack, round, subject }, act, complete, act.by ?? actors[0], open.opened))
    open.closed = {
      at,
      proved: act.met || act.course || act.written !== undefined || act.ended !== undefined,
    }
  return faults
}

/** Whether nothing happens but that an occasion opens something. */
function isOpening({ occasion, answers, allRight, met, read, course }: GoldenRoundDay): boolean {
  return (
    occasion !== undefined &&
    Object.keys(answers).length === 0 &&
    !allRight &&
    !met &&
    !read &&
    !course
  )
}

function factsOf(
  pack: Pack,
  round: Round,
  { on, world }: RoundDay,
  subjects: readonly RoundSubjectFacts[],
  occurrences: readonly Occurrence[],
): RoundFacts {
  const closed = new Set(
    occurrences.filter((each) => each.closed !== undefined).map(({ subject }) => subject),
  )
  const { organization } = world
  const unmanned = subjects.filter(
    (subject) =>
      !round.by.some(({ kind }) => kind === 'machine') &&
      doingIn({ pack, org: organization, day: on }, round, subject).length === 0,
  )
  const last = occurrences
    .flatMap((each) => each.closed ?? [])
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .at(-1)
  return {
    subjects: subjects.length,
    never: subjects.filter(({ id }) => !closed.has(id)).length,
    unmanned: { count: unmanned.length, subjects: unmanned.map(({ id }) => id) },
    open: worksOf(occurrences.filter(isOpen)),
    ...(last === undefined ? {} : { last }),
  }
}

const isOpen = ({ closed }: Occurrence): boolean => closed === undefined

function worksOf(occurrences: readonly Occurrence[]): OpenWork[] {
  return occurrences.map(({ subject, due }) => ({ subject, due, count: 1 }))
}

interface AskedOf {
  readonly asked: AskedItem
  readonly subjects: Set<string>
}

/** The items that rounds want answers to, with the subjects that they are asked of now. */
function askedNow(
  pack: Pack,
  rounds: readonly Round[],
  now: RoundDay,
  isMeant: (subject: string) => boolean,
): ReadonlyMap<string, AskedOf> {
  const found = new Map<string, AskedOf>()
  for (const round of rounds) {
    if (!round.closedBy.some(({ kind }) => kind === 'answers')) continue
    const { portion: _portion, ...whole } = round
    for (const subject of subjectsOf(pack, round, now))
      if (isMeant(subject.id))
        for (const asked of itemsOfTurn(pack, whole, subject, 0)) {
          const known = found.get(asked.path) ?? { asked, subjects: new Set() }
          known.subjects.add(subject.id)
          found.set(asked.path, known)
        }
  }
  return found
}

function itemFacts(
  pack: Pack,
  path: string,
  { subjects }: AskedOf,
  standings: ReadonlyMap<string, Answered> | undefined,
  occurrences: readonly Occurrence[],
  now: RoundDay,
): ItemFacts {
  const answers = [...(standings ?? [])].filter(([subject]) => subjects.has(subject))
  const kept = (proof: Answered['proof']): number =>
    answers.filter(([, each]) => each.outcome === 'kept' && each.proof === proof).length
  const wrong = answers.filter(([, { outcome }]) => outcome === 'finding').map(([id]) => id)
  const last = answers
    .map(([, { at }]) => at)
    .toSorted()
    .at(-1)
  return {
    asked: subjects.size,
    proved: kept('proved'),
    declared: kept('declared'),
    notApplicable: answers.filter(([, { outcome }]) => outcome === 'not-applicable').length,
    findings: { count: wrong.length, subjects: wrong },
    open: worksOf(
      occurrences.filter(
        (each) =>
          isOpen(each) &&
          subjects.has(each.subject) &&
          !each.answered.has(path) &&
          isAskedIn(pack, each, path, now),
      ),
    ),
    ...(last === undefined ? {} : { last }),
  }
}

function isAskedIn(
  pack: Pack,
  occurrence: Occurrence,
  path: string,
  { on, world }: RoundDay,
): boolean {
  const { round, subject: id } = occurrence
  const subject = subjectOf(pack, round, id, world.organization, on, world.entries)
  return (
    subject !== undefined && itemsIn(pack, occurrence, subject).some((one) => one.path === path)
  )
}
