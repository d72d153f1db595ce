import { Type } from 'typebox'
import {
  findActorInChain,
  allSeats,
  buildChain,
  findRoleIssues,
  stopsSomebody,
  staffOn,
} from '#kernel/organization/index.ts'
import type { OrganizationView, Staff } from '#kernel/organization/index.ts'
import type { ContactNode as PackNode, OtherName, Role } from '#kernel/packs/types.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ContactNode, ContactPerson, ContactsAnswer } from '../contract/contacts.ts'
import type { AssignmentRow } from '../contract/assignments.ts'
import type { ActingRow, RoleNames, RolesAnswer } from '../contract/roles.ts'
import { mayAppoint } from './authorise.ts'
import { describeAssignment, describeSeat } from './describe.ts'
import type { Mechanism } from '#kernel/packs/mechanism.ts'
import { sayTo } from '#platform/access/language.ts'

/**
 * Every role at each of its places: who holds it, who acts today and why, and what is not in order.
 */
export const roles = defineQuery({
  name: 'role.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<RolesAnswer> => {
    const { view, pack } = tx.organization
    const rows = await tx.db
      .selectFrom('assignments')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .orderBy('from_on', 'desc')
      .orderBy('id')
      .execute()
    const assigned = Map.groupBy(
      rows.map((row) => describeAssignment(tx, row)),
      (row) => keyOf({ role: row.seat.role, scope: row.seat.scope, id: row.seat.scopeId }),
    )
    const seats = Map.groupBy(allSeats(view, pack.roles), (seat) => seat.role)
    const staff = staffOn(view, tx.today)
    return {
      roles: [...pack.roles.values()].map((role) => {
        const own = (seats.get(role.id) ?? []).map((seat) =>
          actingRow(tx, staff, seat, assigned.get(keyOf(seat)) ?? []),
        )
        return {
          id: role.id,
          title: role.title,
          short: role.short ?? null,
          scope: role.scope,
          body: role.heldBy.some((way) => way.kind === 'body'),
          carries: [...role.carries],
          powers: role.powers.map(toCarriedItem),
          tasks: role.tasks.map(toCarriedItem),
          also: role.also.map(otherName),
          seats: own,
          chair: roleName(tx, role.chair),
          secretary: roleName(tx, role.secretary),
          meets: role.meets ?? null,
          listed: hasPlaces(tx, role),
          mayAppoint:
            own.some((seat) => seat.mayAppoint) ||
            (own.length === 0 &&
              mayAppoint(tx, role, { role: role.id, scope: role.scope, id: '' })),
        }
      }),
      looseEnds: findRoleIssues(view, pack.roles, tx.today)
        .filter(stopsSomebody(pack))
        .map((end) => ({
          kind: end.kind,
          seat: describeSeat(tx, end.seat),
          says: sayTo(tx, end.says),
        })),
    }
  },
})

const toCarriedItem = ({ title, carries }: Pick<Mechanism, 'title' | 'carries'>) => ({
  title,
  carries: [...carries],
})
const otherName = ({ title, in: book, carries }: OtherName) => ({
  title,
  in: book,
  carries: [...carries],
})

function roleName(tx: Transaction, id: string | undefined): { id: string; title: string } | null {
  return id === undefined ? null : { id, title: tx.organization.pack.roles.get(id)?.title ?? id }
}

/**
 * Whether the places of a role are listed: the organization, its units, or entries of a register.
 */
function hasPlaces(tx: Transaction, role: Role): boolean {
  return (
    role.scope === 'organization' ||
    role.scope === 'unit' ||
    [...tx.organization.pack.registers.values()].some((register) => register.scope === role.scope)
  )
}

/** Every role by all its names; other rule books may use other names. */
export const roleNames = defineQuery({
  name: 'role.names',
  input: Type.Object({}),
  authorise: () => undefined,
  run: (tx): Promise<RoleNames> =>
    Promise.resolve(
      [...tx.organization.pack.roles.values()].map((role) => ({
        id: role.id,
        title: role.title,
        short: role.short ?? null,
        also: role.also.map(otherName),
      })),
    ),
})

function actingRow(
  tx: Transaction,
  staff: Staff,
  seat: Seat,
  assignments: readonly AssignmentRow[],
): ActingRow {
  const { view, pack } = tx.organization
  const chain = buildChain(staff, pack.roles, seat)
  const acting = findActorInChain(chain)
  const name = (id: string): string => view.persons.get(id)?.name ?? ''
  const link = chain.find((candidate) => candidate.person === acting?.person)
  const role = pack.roles.get(seat.role)
  return {
    seat: describeSeat(tx, seat),
    assignments: [...assignments],
    mayAppoint: role !== undefined && mayAppoint(tx, role, seat),
    holders: chain
      .filter((candidate) => candidate.as === 'holder')
      .map((candidate) => ({
        id: candidate.person,
        name: name(candidate.person),
        via: candidate.via,
        present: candidate.present,
      })),
    chain: chain
      .toSorted((a, b) => a.rank - b.rank)
      .map((candidate) => ({
        id: candidate.person,
        name: name(candidate.person),
        as: candidate.as,
        via: candidate.via,
        present: candidate.present,
      })),
    acting:
      acting && link
        ? {
            id: acting.person,
            name: name(acting.person),
            as: acting.as,
            via: link.via,
            because: acting.because ?? null,
            others: acting.anyOf
              .filter((id) => id !== acting.person)
              .map((id) => ({ id, name: name(id) })),
          }
        : null,
    optional: role?.optional === true,
  }
}

function keyOf(seat: Seat): string {
  return `${seat.role}/${seat.scope}/${seat.id}`
}

/**
 * The emergency network of the pack, with who acts today and their numbers. Everybody of the
 * organisation may read it.
 */
export const contacts = defineQuery({
  name: 'contact.tree',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<ContactsAnswer> => {
    const { view, pack } = tx.organization
    const rows = await tx.db
      .selectFrom('persons')
      .select(['id', 'phone', 'emergency_phone'])
      .where('organization_id', '=', tx.organization.id)
      .execute()
    const numbers = new Map(rows.map((row) => [row.id, row]))
    const seats = Map.groupBy(allSeats(view, pack.roles), (seat) => seat.role)
    const staff = staffOn(view, tx.today)
    const acts = (role: string): Turn[] =>
      (seats.get(role) ?? []).flatMap((seat) => {
        const acting = findActorInChain(buildChain(staff, pack.roles, seat))
        return !acting || acting.as === 'next'
          ? []
          : acting.anyOf.map((person) => ({
              person,
              as: acting.as,
              place: describeSeat(tx, seat).scopeTitle,
            }))
      })
    const describe = (node: PackNode): ContactNode => ({
      role: node.role,
      title: pack.roles.get(node.role)?.title ?? node.role,
      tells: node.tells.map(describe),
      people: [...Map.groupBy(acts(node.role), (turn) => `${turn.person}/${turn.as}`).values()].map(
        (turns) => contactOf(turns, view.persons, numbers),
      ),
    })
    return {
      title: pack.contacts?.title ?? '',
      carries: [...(pack.contacts?.carries ?? [])],
      tree: (pack.contacts?.tree ?? []).map(describe),
    }
  },
})

interface Turn {
  readonly person: string
  readonly as: string
  readonly place: string
}

/** One person with every place at which they act in the same way. */
function contactOf(
  turns: readonly Turn[],
  persons: OrganizationView['persons'],
  numbers: ReadonlyMap<
    string,
    { readonly phone: string | null; readonly emergency_phone: string | null }
  >,
): ContactPerson {
  const [{ person, as } = { person: '', as: '' }] = turns
  const own = numbers.get(person)
  return {
    id: person,
    name: persons.get(person)?.name ?? '',
    places: turns.map((turn) => turn.place).filter(Boolean),
    as,
    phone: own?.phone ?? null,
    emergencyPhone: own?.emergency_phone ?? null,
  }
}
