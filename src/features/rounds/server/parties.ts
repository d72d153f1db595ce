import {
  checklistOf,
  dependentOn,
  doersOf,
  itemsAsked,
  mendingOf,
  partiesAt,
  waiverOf,
} from '#kernel/rounds/index.ts'
import { claimsOfPerson, findActor, seatTitle } from '#kernel/organization/index.ts'
import type { Claim, Party } from '#kernel/organization/index.ts'
import type { AskedItem, RoundActor } from '#kernel/packs/checklist.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Who } from '#kernel/packs/who.ts'
import { anyone as anyoneWords } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import { sayTo } from '#platform/access/language.ts'
import type { OccurrencePart } from '#platform/db/tables/rounds.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { TurnRound } from './edition.ts'
import { placeKey } from './places.ts'
import type { Subject } from './subjects.ts'

/** Those who are meant by a list of actors at a subject. */
function partiesFor(
  { organization: { view, pack } }: Transaction,
  by: readonly RoundActor[],
  subject: Subject,
): readonly Party[] {
  return unique(doersOf(by, subject, view, pack.roles))
}

/** Who has an occurrence to do; where they have to be independent, without those of its unit. */
export function doersAt({ day, round, doers }: TurnRound, subject: Subject): readonly Party[] {
  if (doers !== undefined) return doers
  const parties = partiesFor(day, round.by, subject)
  if (round.independent === undefined) return parties
  const { view, pack } = day.organization
  const members = (subject.members ?? []).filter((member) => member.round === round.id)
  const excepted = new Set(
    members.filter(({ reason }) => reason !== null).map((each) => each.person),
  )
  const dependent = dependentOn(round, subject, view, pack.roles, day.today).filter(
    (person) => !excepted.has(person),
  )
  const named = members.filter(({ person }) => !dependent.includes(person))
  return unique([
    ...partiesWithout(day, parties, dependent),
    ...named.map(({ person }) => ({ person })),
  ])
}

/** Who would have it to do if nobody had to be independent. */
export const partiesAtSubject = (
  { day }: TurnRound,
  by: readonly RoundActor[],
  subject: Subject,
): readonly Party[] => partiesFor(day, by, subject)

/** Who mends a finding on an item: by the checklist, else whoever answers it. */
export function mendersAt(
  turn: TurnRound,
  item: Pick<AskedItem, 'checklist'>,
  subject: Subject,
): readonly Party[] {
  const { by } = mendingAt(turn, item)
  return by === undefined ? doersAt(turn, subject) : partiesFor(turn.day, [by], subject)
}

/** Who looks whether a finding is mended; undefined where nobody has to. */
export function verifiersAt(
  turn: TurnRound,
  item: Pick<AskedItem, 'checklist'>,
  subject: Subject,
): readonly Party[] | undefined {
  const { verify } = mendingAt(turn, item)
  return verify === undefined ? undefined : partiesFor(turn.day, [verify], subject)
}

export function mendingAt({ day, round }: TurnRound, item: Pick<AskedItem, 'checklist'>) {
  const { checklists } = day.organization.pack
  return mendingOf(checklists, checklistOf(round) ?? '', item)
}

/** Who may accept that an item does not apply; undefined where nobody may. */
export function waiversAt(
  turn: TurnRound,
  item: Pick<AskedItem, 'checklist'>,
  subject: Subject,
): readonly Party[] | undefined {
  const waivedBy = waiverAt(turn, item)
  return waivedBy === undefined ? undefined : partiesFor(turn.day, [waivedBy], subject)
}

export function waiverAt(
  { day, round }: TurnRound,
  item: Pick<AskedItem, 'checklist'>,
): Who | undefined {
  return waiverOf(day.organization.pack.checklists, checklistOf(round) ?? '', item)
}

/** To whom an occurrence belongs, each with the part that they have in it. */
export function partsAt(
  turn: TurnRound,
  subject: Subject,
): readonly { readonly part: OccurrencePart; readonly place: string }[] {
  const { day, round } = turn
  const { view, pack } = day.organization
  const items = askedBy(day, round)
  const parts: Readonly<Record<OccurrencePart, readonly Party[]>> = {
    does: doersAt(turn, subject),
    mends: items.flatMap((item) => mendersAt(turn, item, subject)),
    verifies: items.flatMap((item) => verifiersAt(turn, item, subject) ?? []),
    waives: items.flatMap((item) => waiversAt(turn, item, subject) ?? []),
    hears: round.late.flatMap(({ remind }) =>
      remind.flatMap((who) => partiesAt(who, subject, view, pack.roles)),
    ),
  }
  return (Object.keys(parts) as OccurrencePart[]).flatMap((part) =>
    [...new Set(parts[part].map(placeKey))].map((place) => ({ part, place })),
  )
}

/** One item of each checklist that a round asks from: mending and waiving are the same for all of one. */
function askedBy(day: Transaction, round: Round): readonly Pick<AskedItem, 'checklist'>[] {
  const checklist = checklistOf(round)
  if (checklist === undefined) return []
  const asked = itemsAsked(day.organization.pack.checklists, checklist)
  return [...new Set(asked.map((item) => item.checklist))].map((id) => ({ checklist: id }))
}

function unique(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [placeKey(party), party])).values()]
}

/** The seats that a person may act for today, where those are passed over who are excluded. */
function claimsWithout(
  tx: Transaction,
  person: string,
  excluded: readonly string[] = [],
): readonly Claim[] {
  if (excluded.includes(person)) return []
  const { view, pack } = tx.organization
  return claimsOfPerson(view, pack.roles, person, tx.today).filter(({ requires }) =>
    requires.every((other) => excluded.includes(other)),
  )
}

/** As what the actor may act for one of the parties today; null where they may not. */
export function actsFor(
  tx: Transaction,
  parties: readonly Party[],
  excluded: readonly string[] = [],
): 'self' | 'deputy' | 'program' | null {
  if (tx.actor.kind === 'program') return 'program'
  const person = actorPerson(tx)
  if (person === undefined || excluded.includes(person)) return null
  const places = new Set(parties.map(placeKey))
  if (places.has(placeKey('anyone')) || places.has(placeKey({ person }))) return 'self'
  const claims = claimsWithout(tx, person, excluded).filter(({ seat }) =>
    places.has(placeKey({ seat })),
  )
  if (claims.length === 0) return null
  return claims.some((claim) => claim.as === 'holder') ? 'self' : 'deputy'
}

/** The places for which the actor may act today, as rows have them. */
export function placesOfActor(tx: Transaction): string[] {
  const person = actorPerson(tx)
  if (person === undefined) return []
  return [
    placeKey({ person }),
    placeKey('anyone'),
    ...claimsWithout(tx, person).map(({ seat }) => placeKey({ seat })),
  ]
}

/** The parties to whom a task goes where some persons may not do it. */
export function partiesWithout(
  tx: Transaction,
  parties: readonly Party[],
  excluded: readonly string[],
): readonly Party[] {
  const { view, pack } = tx.organization
  return unique(
    parties.flatMap((party): readonly Party[] => {
      if (party === 'anyone') return [party]
      if ('person' in party) return excluded.includes(party.person) ? [] : [party]
      const anyOf = findActor(view, pack.roles, party.seat, tx.today)?.anyOf ?? []
      if (!anyOf.some((person) => excluded.includes(person))) return [party]
      const others = findActor(view, pack.roles, party.seat, tx.today, excluded)?.anyOf ?? []
      return others.map((person) => ({ person }))
    }),
  )
}

/** The parties in words: who acts today, with the seat: 「佐藤 花（福祉課の情報セキュリティ責任者）」. */
export function namesOf(tx: Transaction, parties: readonly Party[]): string[] {
  const { view, pack } = tx.organization
  return [
    ...new Set(
      parties.flatMap((party) => {
        if (party === 'anyone') return [sayTo(tx, anyoneWords)]
        if ('person' in party) return view.persons.get(party.person)?.name ?? []
        const seat = seatTitle(view, pack.roles, party.seat)
        const actor = view.persons.get(
          findActor(view, pack.roles, party.seat, tx.today)?.person ?? '',
        )
        return [actor === undefined ? seat : `${actor.name}（${seat}）`]
      }),
    ),
  ]
}
