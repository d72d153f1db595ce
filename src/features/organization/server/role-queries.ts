import { Type } from 'typebox'
import { actingIn, allSeats, chainFor, looseEnds, staffOn } from '#kernel/organization/index.ts'
import type { OrganizationView, Staff } from '#kernel/organization/index.ts'
import type { ContactNode as PackNode, OtherName, Role } from '#kernel/packs/types.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import type {
  ActingRow,
  AssignmentRow,
  ContactNode,
  ContactPerson,
  ContactsAnswer,
  RoleNames,
  RolesAnswer,
} from '../contract.ts'
import { mayAppoint } from './authorise.ts'
import { describeAssignment, describeSeat } from './describe.ts'
import type { Mechanism } from '#kernel/packs/mechanism.ts'
import { sayTo } from '#platform/access/language.ts'

/** Every role at each of its places: who holds it, who acts today and why, and what is loose. */
export const roles = defineQuery({
  name: 'role.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (handle): Promise<RolesAnswer> => {
    const { view, pack } = handle.organization
    const rows = await handle.db
      .selectFrom('assignments')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .orderBy('from_on', 'desc')
      .orderBy('id')
      .execute()
    const assigned = Map.groupBy(
      rows.map((row) => describeAssignment(handle, row)),
      (row) => keyOf({ role: row.seat.role, scope: row.seat.scope, id: row.seat.scopeId }),
    )
    const seats = Map.groupBy(allSeats(view, pack.roles), (seat) => seat.role)
    const staff = staffOn(view, handle.today)
    return {
      roles: [...pack.roles.values()].map((role) => {
        const own = (seats.get(role.id) ?? []).map((seat) =>
          actingRow(handle, staff, seat, assigned.get(keyOf(seat)) ?? []),
        )
        return {
          id: role.id,
          title: role.title,
          short: role.short ?? null,
          scope: role.scope,
          body: role.heldBy.some((way) => way.kind === 'body'),
          carries: [...role.carries],
          powers: role.powers.map(carried),
          tasks: role.tasks.map(carried),
          also: role.also.map(otherName),
          seats: own,
          chair: roleName(handle, role.chair),
          secretary: roleName(handle, role.secretary),
          meets: role.meets ?? null,
          listed: hasPlaces(handle, role),
          mayAppoint:
            own.some((seat) => seat.mayAppoint) ||
            (own.length === 0 &&
              mayAppoint(handle, role, { role: role.id, scope: role.scope, id: '' })),
        }
      }),
      looseEnds: looseEnds(view, pack.roles, handle.today).map((end) => ({
        kind: end.kind,
        seat: describeSeat(handle, end.seat),
        says: sayTo(handle, end.says),
      })),
    }
  },
})

const carried = ({ title, carries }: Pick<Mechanism, 'title' | 'carries'>) => ({
  title,
  carries: [...carries],
})
const otherName = ({ title, in: book, carries }: OtherName) => ({
  title,
  in: book,
  carries: [...carries],
})

function roleName(handle: Handle, id: string | undefined): { id: string; title: string } | null {
  return id === undefined
    ? null
    : { id, title: handle.organization.pack.roles.get(id)?.title ?? id }
}

/** Whether the places of a role are known: the organization, its units, or the lines of a ledger. */
function hasPlaces(handle: Handle, role: Role): boolean {
  return (
    role.scope === 'organization' ||
    role.scope === 'unit' ||
    [...handle.organization.pack.registers.values()].some(
      (register) => register.scope === role.scope,
    )
  )
}

/** Every role by all its names; other rule books call some of them otherwise. */
export const roleNames = defineQuery({
  name: 'role.names',
  input: Type.Object({}),
  authorise: () => undefined,
  run: (handle): Promise<RoleNames> =>
    Promise.resolve(
      [...handle.organization.pack.roles.values()].map((role) => ({
        id: role.id,
        title: role.title,
        short: role.short ?? null,
        also: role.also.map(otherName),
      })),
    ),
})

function actingRow(
  handle: Handle,
  staff: Staff,
  seat: Seat,
  assignments: readonly AssignmentRow[],
): ActingRow {
  const { view, pack } = handle.organization
  const chain = chainFor(staff, pack.roles, seat)
  const acting = actingIn(chain)
  const name = (id: string): string => view.persons.get(id)?.name ?? ''
  const link = chain.find((one) => one.person === acting?.person)
  const role = pack.roles.get(seat.role)
  return {
    seat: describeSeat(handle, seat),
    assignments: [...assignments],
    mayAppoint: role !== undefined && mayAppoint(handle, role, seat),
    holders: chain
      .filter((one) => one.as === 'holder')
      .map((one) => ({
        id: one.person,
        name: name(one.person),
        via: one.via,
        present: one.present,
      })),
    chain: chain
      .toSorted((a, b) => a.rank - b.rank)
      .map((one) => ({
        id: one.person,
        name: name(one.person),
        as: one.as,
        via: one.via,
        present: one.present,
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

/** The emergency network as the pack draws it, with those who act today and their numbers. Everybody of the organisation may read it. */
export const contacts = defineQuery({
  name: 'contact.tree',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (handle): Promise<ContactsAnswer> => {
    const { view, pack } = handle.organization
    const rows = await handle.db
      .selectFrom('persons')
      .select(['id', 'phone', 'emergency_phone'])
      .where('organization_id', '=', handle.organization.id)
      .execute()
    const numbers = new Map(rows.map((row) => [row.id, row]))
    const seats = Map.groupBy(allSeats(view, pack.roles), (seat) => seat.role)
    const staff = staffOn(view, handle.today)
    const acts = (role: string): Turn[] =>
      (seats.get(role) ?? []).flatMap((seat) => {
        const acting = actingIn(chainFor(staff, pack.roles, seat))
        return !acting || acting.as === 'next'
          ? []
          : acting.anyOf.map((person) => ({
              person,
              as: acting.as,
              place: describeSeat(handle, seat).scopeTitle,
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

/** One person with every place at which it is their turn in the same way. */
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
