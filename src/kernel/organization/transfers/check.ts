import type { SeparationOfDuties } from '../../packs/types.ts'
import type { Seat } from '../../packs/who.ts'
import { findActorInChain } from '../acting.ts'
import { separationViolations } from '../separationOfDuties.ts'
import { buildChain } from '../chain.ts'
import type { ChainLink } from '../chain.ts'
import { allSeats, seatTitle } from '../seats.ts'
import type { Roles } from '../seats.ts'
import { seatKey, staffOn } from '../staff.ts'
import type { OrganizationView } from '../types.ts'
import { movedPersonId } from './applyMoves.ts'
import { transferFault } from './faults.ts'
import type { Move, OpenCase, TransferFault } from './types.ts'
import { personWords, together } from '../../words/words.ts'

/** What a transfer is checked against, besides the list itself. */
export interface TransferCheckInput {
  readonly before: OrganizationView
  readonly after: OrganizationView
  readonly on: string
  readonly moves: readonly Move[]
  readonly roles: Roles
  readonly separationOfDuties: readonly SeparationOfDuties[]
  readonly cases: readonly OpenCase[]
  /** Persons who keep the program itself. */
  readonly keepers: readonly string[]
}

/**
 * What would go wrong on the day: seats without anybody, roles that one person may not hold
 * together, posts held twice, applicants who would decide.
 */
export function findTransferFaults(input: TransferCheckInput): TransferFault[] {
  const rows = new Map(input.moves.map((move) => [movedPersonId(move), move.row]))
  const at = (person: string): Pick<TransferFault, 'row' | 'person' | 'name'> => {
    const row = rows.get(person)
    return { person, name: nameIn(input, person), ...(row !== undefined && { row }) }
  }
  return [
    ...vacatedSeatFaults(input, at),
    ...separationFaults(input, at),
    ...sharedPostFaults(input, at),
    ...ownCaseFaults(input, at),
    ...lastKeeperFaults(input, at),
  ]
}

type PersonPlace = (person: string) => Pick<TransferFault, 'row' | 'person' | 'name'>

function nameIn({ after, before }: TransferCheckInput, person: string): string {
  return (after.persons.get(person) ?? before.persons.get(person))?.name ?? ''
}

const holdersIn = (chain: readonly ChainLink[]): readonly string[] =>
  chain.filter((link) => link.as === 'holder').map((link) => link.person)

/**
 * Seats that lose their holder, also those of optional roles (somebody was wanted there), told
 * together for each person who held them.
 */
function vacatedSeatFaults(input: TransferCheckInput, at: PersonPlace): TransferFault[] {
  const { before, after, on, roles } = input
  const [staffBefore, staffAfter] = [staffOn(before, on), staffOn(after, on)]
  const vacancies = new Map<string, { was: string; next?: string; seats: Seat[] }>()
  for (const seat of allSeats(after, roles)) {
    const [formerHolder] = holdersIn(buildChain(staffBefore, roles, seat))
    if (formerHolder === undefined) continue
    const chain = buildChain(staffAfter, roles, seat)
    if (holdersIn(chain).length > 0) continue
    const next = chain[0]?.person
    const key = `${formerHolder}/${next ?? ''}`
    const vacancy = vacancies.get(key) ?? {
      was: formerHolder,
      ...(next !== undefined && { next }),
      seats: [],
    }
    vacancy.seats.push(seat)
    vacancies.set(key, vacancy)
  }
  return [...vacancies.values()].map(({ was: formerHolder, next, seats: [first, ...rest] }) => {
    const title = first ? seatTitle(after, roles, first) : ''
    const seat =
      rest.length === 0
        ? title
        : { ja: `${title}ほか${rest.length}の役割`, en: `${title} and ${rest.length} more` }
    const where = { ...at(formerHolder), ...(first && { seat: first }) }
    return next === undefined
      ? transferFault('seat-empty', { seat, was: nameIn(input, formerHolder) }, where)
      : transferFault(
          'seat-vacant',
          { seat, was: nameIn(input, formerHolder), next: nameIn(input, next) },
          where,
        )
  })
}

function separationFaults(input: TransferCheckInput, at: PersonPlace): TransferFault[] {
  const { before, after, on, roles, separationOfDuties: apart, moves } = input
  return moves
    .filter((move) => move.kind === 'moved' || move.kind === 'joined')
    .flatMap((move) => {
      const person = movedPersonId(move)
      return separationViolations(
        { before, after, roles, separationOfDuties: apart },
        person,
        on,
      ).map(({ rule, firstRole: one, secondRole: other }) =>
        transferFault(
          'apart',
          { name: nameIn(input, person), one, other, rule: rule.title },
          {
            ...at(person),
            grounds: rule.carries.map((provision) => ({ provision, rule: `apart/${rule.id}` })),
          },
        ),
      )
    })
}

/** Two holders of one post that leads a unit or that the policy names. */
function sharedPostFaults(input: TransferCheckInput, at: PersonPlace): TransferFault[] {
  const { before, after, on } = input
  const [staffBefore, staffAfter] = [staffOn(before, on), staffOn(after, on)]
  return [...after.posts.values()]
    .filter((post) => post.leads !== 'none' || post.key !== undefined)
    .flatMap((post) => {
      const holders = staffAfter.holdersOf(post.id)
      const newHolder = holders.find((person) => !staffBefore.holdersOf(post.id).includes(person))
      if (holders.length < 2 || newHolder === undefined) return []
      return [
        transferFault(
          'post-shared',
          {
            post: post.title,
            names: together(holders.map((person) => personWords(nameIn(input, person)))),
          },
          at(newHolder),
        ),
      ]
    })
}

function ownCaseFaults(input: TransferCheckInput, at: PersonPlace): TransferFault[] {
  const { before, after, on, roles, cases } = input
  const chains = new Map<string, readonly [readonly ChainLink[], readonly ChainLink[]]>()
  const chainsOf = (seat: Seat): readonly [readonly ChainLink[], readonly ChainLink[]] => {
    const seatChains = chains.get(seatKey(seat)) ?? [
      buildChain(staffOn(before, on), roles, seat),
      buildChain(staffOn(after, on), roles, seat),
    ]
    chains.set(seatKey(seat), seatChains)
    return seatChains
  }
  return cases.flatMap((openCase) =>
    openCase.waiting
      .filter(({ excluded }) => excluded.includes(openCase.applicant))
      .flatMap(({ seat, excluded }) => {
        const [chainBefore, chainAfter] = chainsOf(seat)
        if (
          !holdersIn(chainAfter).includes(openCase.applicant) ||
          holdersIn(chainBefore).includes(openCase.applicant)
        )
          return []
        const substitute = findActorInChain(chainAfter, excluded)
        const params = {
          name: nameIn(input, openCase.applicant),
          seat: seatTitle(after, roles, seat),
          subject: openCase.subject,
          number: openCase.number,
        }
        const where = { ...at(openCase.applicant), seat }
        return [
          substitute === null
            ? transferFault('case-stuck', params, where)
            : transferFault(
                'own-case',
                { ...params, instead: nameIn(input, substitute.person) },
                where,
              ),
        ]
      }),
  )
}

function lastKeeperFaults(
  { moves, keepers, before }: TransferCheckInput,
  at: PersonPlace,
): TransferFault[] {
  const leavers = new Set(moves.filter((move) => move.kind === 'left').map(movedPersonId))
  const [last] = keepers
  return last === undefined || keepers.some((person) => !leavers.has(person))
    ? []
    : [transferFault('keeper-leaves', { name: before.persons.get(last)?.name ?? '' }, at(last))]
}
