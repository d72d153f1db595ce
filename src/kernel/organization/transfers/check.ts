import type { Apart } from '../../packs/types.ts'
import type { Seat } from '../../packs/who.ts'
import { actingIn } from '../acting.ts'
import { apartBroken } from '../apart.ts'
import { chainFor } from '../chain.ts'
import type { ChainLink } from '../chain.ts'
import { allSeats, seatTitle } from '../seats.ts'
import type { Roles } from '../seats.ts'
import { seatKey, staffOn } from '../staff.ts'
import type { OrganizationView } from '../types.ts'
import { idOf } from './after.ts'
import { transferFault } from './faults.ts'
import type { Move, OpenCase, TransferFault } from './types.ts'
import { personWords, together } from '../../words/words.ts'

/** What a transfer is judged by, besides the list itself. */
export interface Judging {
  readonly before: OrganizationView
  readonly after: OrganizationView
  readonly on: string
  readonly moves: readonly Move[]
  readonly roles: Roles
  readonly apart: readonly Apart[]
  readonly cases: readonly OpenCase[]
  /** Persons who keep the program itself. */
  readonly keepers: readonly string[]
}

/** What would go wrong on the day: seats without anybody, roles that one person may not hold together, posts held twice, applicants who would decide. */
export function checkAfter(judging: Judging): TransferFault[] {
  const rows = new Map(judging.moves.map((move) => [idOf(move), move.row]))
  const at = (person: string): Pick<TransferFault, 'row' | 'person' | 'name'> => {
    const row = rows.get(person)
    return { person, name: nameIn(judging, person), ...(row !== undefined && { row }) }
  }
  return [
    ...emptied(judging, at),
    ...combined(judging, at),
    ...shared(judging, at),
    ...ownCases(judging, at),
    ...keeperless(judging, at),
  ]
}

type At = (person: string) => Pick<TransferFault, 'row' | 'person' | 'name'>

function nameIn({ after, before }: Judging, person: string): string {
  return (after.persons.get(person) ?? before.persons.get(person))?.name ?? ''
}

const holding = (chain: readonly ChainLink[]): readonly string[] =>
  chain.filter((link) => link.as === 'holder').map((link) => link.person)

/** Seats that lose their holder, also those of optional roles (somebody was wanted there), told together for each person who held them. */
function emptied(judging: Judging, at: At): TransferFault[] {
  const { before, after, on, roles } = judging
  const [then, now] = [staffOn(before, on), staffOn(after, on)]
  const lost = new Map<string, { was: string; next?: string; seats: Seat[] }>()
  for (const seat of allSeats(after, roles)) {
    const [was] = holding(chainFor(then, roles, seat))
    if (was === undefined) continue
    const chain = chainFor(now, roles, seat)
    if (holding(chain).length > 0) continue
    const next = chain[0]?.person
    const key = `${was}/${next ?? ''}`
    const one = lost.get(key) ?? { was, ...(next !== undefined && { next }), seats: [] }
    one.seats.push(seat)
    lost.set(key, one)
  }
  return [...lost.values()].map(({ was, next, seats: [first, ...rest] }) => {
    const title = first ? seatTitle(after, roles, first) : ''
    const seat =
      rest.length === 0
        ? title
        : { ja: `${title}ほか${rest.length}の役割`, en: `${title} and ${rest.length} more` }
    const where = { ...at(was), ...(first && { seat: first }) }
    return next === undefined
      ? transferFault('seat-empty', { seat, was: nameIn(judging, was) }, where)
      : transferFault(
          'seat-vacant',
          { seat, was: nameIn(judging, was), next: nameIn(judging, next) },
          where,
        )
  })
}

function combined(judging: Judging, at: At): TransferFault[] {
  const { before, after, on, roles, apart, moves } = judging
  return moves
    .filter((move) => move.kind === 'moved' || move.kind === 'joined')
    .flatMap((move) => {
      const person = idOf(move)
      return apartBroken({ before, after, roles, apart }, person, on).map(({ rule, one, other }) =>
        transferFault(
          'apart',
          { name: nameIn(judging, person), one, other, rule: rule.title },
          {
            ...at(person),
            grounds: rule.carries.map((provision) => ({ provision, rule: `apart/${rule.id}` })),
          },
        ),
      )
    })
}

/** Posts that lead a unit or that the policy names are for one. */
function shared(judging: Judging, at: At): TransferFault[] {
  const { before, after, on } = judging
  const [then, now] = [staffOn(before, on), staffOn(after, on)]
  return [...after.posts.values()]
    .filter((post) => post.leads !== 'none' || post.key !== undefined)
    .flatMap((post) => {
      const holders = now.holdersOf(post.id)
      const fresh = holders.find((person) => !then.holdersOf(post.id).includes(person))
      if (holders.length < 2 || fresh === undefined) return []
      return [
        transferFault(
          'post-shared',
          {
            post: post.title,
            names: together(holders.map((person) => personWords(nameIn(judging, person)))),
          },
          at(fresh),
        ),
      ]
    })
}

function ownCases(judging: Judging, at: At): TransferFault[] {
  const { before, after, on, roles, cases } = judging
  const chains = new Map<string, readonly [readonly ChainLink[], readonly ChainLink[]]>()
  const chainsOf = (seat: Seat): readonly [readonly ChainLink[], readonly ChainLink[]] => {
    const known = chains.get(seatKey(seat)) ?? [
      chainFor(staffOn(before, on), roles, seat),
      chainFor(staffOn(after, on), roles, seat),
    ]
    chains.set(seatKey(seat), known)
    return known
  }
  return cases.flatMap((one) =>
    one.waiting
      .filter(({ excluded }) => excluded.includes(one.applicant))
      .flatMap(({ seat, excluded }) => {
        const [was, becomes] = chainsOf(seat)
        if (!holding(becomes).includes(one.applicant) || holding(was).includes(one.applicant))
          return []
        const instead = actingIn(becomes, excluded)
        const params = {
          name: nameIn(judging, one.applicant),
          seat: seatTitle(after, roles, seat),
          subject: one.subject,
          number: one.number,
        }
        const where = { ...at(one.applicant), seat }
        return [
          instead === null
            ? transferFault('case-stuck', params, where)
            : transferFault(
                'own-case',
                { ...params, instead: nameIn(judging, instead.person) },
                where,
              ),
        ]
      }),
  )
}

function keeperless({ moves, keepers, before }: Judging, at: At): TransferFault[] {
  const left = new Set(moves.filter((move) => move.kind === 'left').map(idOf))
  const [last] = keepers
  return last === undefined || keepers.some((person) => !left.has(person))
    ? []
    : [transferFault('keeper-leaves', { name: before.persons.get(last)?.name ?? '' }, at(last))]
}
