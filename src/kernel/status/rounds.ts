import type { Carrier } from '../packs/carriers.ts'
import type { Round } from '../packs/round.ts'
import type { Pack } from '../packs/types.ts'
import { itemsAsked, listsOf } from '../rounds/index.ts'
import type { FindingFacts, ItemFacts, OpenWork, RoundFacts, StatusRecords } from './records.ts'
import * as says from './sentences.ts'
import { stated, waitingStanding } from './standing.ts'
import type { Standing } from './standing.ts'
import { worst } from './states.ts'
import type { StandingState } from './states.ts'

/** How a checklist, an item, a round or a choice stands. */
export function recurringStandings(
  pack: Pack,
  { kind, path }: Pick<Carrier, 'kind' | 'path'>,
  id: string,
  records: StatusRecords,
): Standing[] {
  switch (kind) {
    case 'item':
      return itemStandings(pack, path, records)
    case 'round':
      return roundStandings(records.rounds.get(id), records)
    case 'checklist':
      return standingsOfRounds(roundsAsking(pack).checklists.get(id), records)
    default: {
      const choice = pack.choices.get(id)
      const isTime = choice?.type === 'cadence' || choice?.type === 'span'
      const readers = [...pack.rounds.values()].filter(({ choices }) => choices.includes(id))
      return standingsOfRounds(isTime ? readers : [], records)
    }
  }
}

/** What rounds ask is as they stand; what none asks only stands there. */
function standingsOfRounds(
  rounds: readonly Round[] | undefined,
  records: StatusRecords,
): Standing[] {
  return rounds === undefined || rounds.length === 0
    ? [stated]
    : rounds.flatMap(({ id }) => roundStandings(records.rounds.get(id), records))
}

/** The state of a round by its facts alone. */
export function stateOfRound(facts: RoundFacts, now: string): StandingState {
  return worst(roundStandings(facts, { now }).map(({ state }) => state))
}

/** A round is kept where every subject has been through it and nothing is due. */
function roundStandings(
  facts: RoundFacts | undefined,
  records: Pick<StatusRecords, 'now'>,
): Standing[] {
  if (facts === undefined || facts.subjects === 0)
    return [{ subject: '', state: 'not-set-up', says: says.noSubject }]
  const { never, last, open, unmanned, subjects, unknown } = facts
  const base: Standing =
    last === undefined
      ? { subject: '', state: 'set-up', says: says.notAskedYet }
      : {
          subject: '',
          last: last.at,
          ...(never > 0
            ? { state: 'set-up', says: says.never(never) }
            : unknown === true
              ? { state: 'not-known', says: says.subjectsNotKnown }
              : { state: last.proved ? 'proved' : 'declared', says: says.subjects(subjects) }),
        }
  return [base, ...unmannedStandings(unmanned), ...openStandings(open, records, base.state)]
}

/** An item by the last answers of its subjects, what is open of it, and for whom nobody answers. */
function itemStandings(pack: Pack, path: string, records: StatusRecords): Standing[] {
  const asking = roundsAsking(pack)
  const answered = asking.answers.get(path)
  const known = records.items.get(path)
  if (answered === undefined && asking.readings.get(path) === undefined && asking.steps.has(path))
    return known === undefined
      ? [notAnswered]
      : [
          answeredStanding(known),
          ...findingStandings(known),
          ...openStandings(known.open, records, answeredStanding(known).state),
        ]
  if (answered === undefined)
    return standingsOfRounds(asking.readings.get(path), records).map(byWord)
  const rounds = answered.flatMap(({ id }) => records.rounds.get(id) ?? [])
  const facts = known ?? factsOfView(path, records)
  if (facts === undefined && rounds.every(({ subjects }) => subjects === 0))
    return [{ subject: '', state: 'not-set-up', says: says.noSubject }]
  const base = facts === undefined ? notAnswered : notBefore(answeredStanding(facts), rounds)
  return [
    base,
    ...rounds.flatMap(({ unmanned }) => unmannedStandings(unmanned)),
    ...(facts === undefined
      ? []
      : [...findingStandings(facts), ...openStandings(facts.open, records, base.state)]),
  ]
}

/**
 * How many a round never went through and asks nothing of now: of those that are asked, each item
 * says itself whether it was answered.
 */
const unopened = ({ never, open }: RoundFacts): number =>
  Math.max(0, never - open.reduce((sum, { count }) => sum + count, 0))

/** What somebody was never gone through for is not kept, whatever the others answered. */
function notBefore(standing: Standing, rounds: readonly RoundFacts[]): Standing {
  if (standing.state !== 'proved' && standing.state !== 'declared') return standing
  const never = Math.max(0, ...rounds.map(unopened))
  if (never > 0) return { ...standing, state: 'set-up', says: says.never(never) }
  return rounds.some(({ unknown }) => unknown === true)
    ? { ...standing, state: 'not-known', says: says.subjectsNotKnown }
    : standing
}

/** What a view has found of all that it looks at, taken together. */
function factsOfView(path: string, { items }: StatusRecords): ItemFacts | undefined {
  if (!path.endsWith('/view')) return undefined
  let all: ItemFacts | undefined
  for (const [place, facts] of items)
    if (place.startsWith(`${path}s/`)) all = all === undefined ? facts : both(all, facts)
  return all
}

function both(one: ItemFacts, other: ItemFacts): ItemFacts {
  const last = [one.last, other.last].filter((moment) => moment !== undefined).toSorted()
  return {
    asked: one.asked + other.asked,
    proved: one.proved + other.proved,
    declared: one.declared + other.declared,
    notApplicable: one.notApplicable + other.notApplicable,
    findings: {
      count: one.findings.count + other.findings.count,
      subjects: [...new Set([...one.findings.subjects, ...other.findings.subjects])].slice(0, 3),
    },
    open: [...one.open, ...other.open],
    ...(last.length === 0 ? {} : { last: last.at(-1)! }),
  }
}

const notAnswered: Standing = { subject: '', state: 'set-up', says: says.notAskedYet }

/** Kept where all subjects have answered; what nobody answered for one of them is not. */
function answeredStanding(facts: ItemFacts): Standing {
  const { asked, proved, declared, notApplicable, findings, last } = facts
  const done = proved + declared + notApplicable + findings.count
  const state: StandingState =
    done === 0 || done < asked
      ? 'set-up'
      : declared > 0
        ? 'declared'
        : proved > 0
          ? 'proved'
          : notApplicable > 0
            ? 'not-applicable'
            : 'set-up'
  return {
    subject: '',
    state,
    says: done === 0 ? says.notAskedYet : says.answers(facts),
    ...(last === undefined ? {} : { last }),
  }
}

function findingStandings({ findings: { count, subjects }, last }: ItemFacts): Standing[] {
  if (count === 0) return []
  return (subjects.length === 0 ? [''] : subjects).map((subject) => ({
    subject,
    state: 'finding',
    says: says.findings(count),
    ...(last === undefined ? {} : { last }),
  }))
}

function unmannedStandings({ count, subjects }: FindingFacts): Standing[] {
  if (count === 0) return []
  return (subjects.length === 0 ? [''] : subjects).map((subject) => ({
    subject,
    state: 'not-set-up',
    says: says.unmanned(count),
  }))
}

/** What has been read is kept by a word, whatever else closes its round. */
function byWord(standing: Standing): Standing {
  return standing.state === 'proved' ? { ...standing, state: 'declared' } : standing
}

function openStandings(
  open: readonly OpenWork[],
  records: Pick<StatusRecords, 'now'>,
  otherwise: StandingState,
): Standing[] {
  return open
    .filter(({ count }) => count > 0)
    .map((work) => ({
      ...waitingStanding(work, records, otherwise),
      says: says.open(work.count),
    }))
}

interface Asking {
  /** The rounds that want an answer to each item, by its place, and those that want it read. */
  readonly answers: ReadonlyMap<string, readonly Round[]>
  readonly readings: ReadonlyMap<string, readonly Round[]>
  /** The rounds that ask something of each checklist. */
  readonly checklists: ReadonlyMap<string, readonly Round[]>
  /** The items that steps of procedures ask. */
  readonly steps: ReadonlySet<string>
}

const askingByPack = new WeakMap<Pack['rounds'], WeakMap<Pack['procedures'], Asking>>()

function roundsAsking(pack: Pick<Pack, 'rounds' | 'checklists' | 'procedures'>): Asking {
  const byProcedures = askingByPack.get(pack.rounds) ?? new WeakMap<Pack['procedures'], Asking>()
  askingByPack.set(pack.rounds, byProcedures)
  const known = byProcedures.get(pack.procedures)
  if (known !== undefined) return known
  const asking = {
    answers: new Map<string, Round[]>(),
    readings: new Map<string, Round[]>(),
    checklists: new Map<string, Round[]>(),
    steps: new Set(
      [...pack.procedures.values()]
        .flatMap(({ steps }) => [...steps.values()].flatMap(listsOf))
        .flatMap((list) => itemsAsked(pack.checklists, list).map(({ path }) => path)),
    ),
  }
  for (const round of pack.rounds.values())
    for (const closing of round.closedBy) {
      if (closing.kind !== 'answers' && closing.kind !== 'reading') continue
      const items = closing.kind === 'answers' ? asking.answers : asking.readings
      put(asking.checklists, closing.checklist, round)
      for (const { path, checklist, drawn } of itemsAsked(pack.checklists, closing.checklist)) {
        put(items, path, round)
        if (drawn !== undefined) put(items, `checklists/${checklist}/view`, round)
        put(asking.checklists, checklist, round)
      }
    }
  byProcedures.set(pack.procedures, asking)
  return asking
}

function put(into: Map<string, Round[]>, key: string, round: Round): void {
  const rounds = into.get(key) ?? []
  if (!rounds.includes(round)) into.set(key, [...rounds, round])
}
