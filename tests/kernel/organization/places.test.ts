import { describe, expect, it } from 'vitest'
import {
  allSeats,
  chainOf,
  findRoleIssues,
  locationOf,
  resolveWho,
} from '#kernel/organization/index.ts'
import type { OrganizationView, PlaceView } from '#kernel/organization/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { day, role, townHall } from '../support/organization.ts'

const roles = new Map(
  [
    role('warden', {
      title: '区域の管理者',
      scope: 'area',
      heldBy: [{ kind: 'appointment' }, { kind: 'head-of-place-unit' }],
      deputies: [{ kind: 'role', role: 'officer', of: 'same' }],
    }),
    role('officer', { title: '責任者', scope: 'unit', heldBy: [{ kind: 'head-of-unit' }] }),
  ].map((one) => [one.id, one]),
)

const place = (id: string, more: Partial<PlaceView> = {}): PlaceView => ({
  id,
  scope: 'area',
  title: id,
  unit: '福祉課',
  ...more,
})
const hall = (...places: readonly PlaceView[]): OrganizationView => ({
  ...townHall(),
  places: new Map(places.map((one) => [one.id, one])),
})
const register = (id: string, more: Partial<Register>): Register => ({
  id,
  title: id,
  carries: [],
  belongsTo: 'unit',
  keptBy: { kind: 'anyone' },
  addedBy: [],
  unitWrites: true,
  readBy: 'unit',
  number: '',
  fields: [],
  nameField: 'name',
  warn: [],
  label: [],
  ...more,
})
const registers = new Map(
  [
    register('areas', { scope: 'area' }),
    register('systems', {
      scope: 'system',
      fields: [
        { id: 'room', title: '', type: 'line', register: 'areas' } as Register['fields'][number],
      ],
    }),
  ].map((one) => [one.id, one]),
)

describe('a role of areas', () => {
  it('stands at every line of the register of areas that is in use, held by the head of the unit that owns it', () => {
    const org = hall(
      place('書庫'),
      place('旧書庫', { inactive: true }),
      place('住民記録', { scope: 'system' }),
    )
    expect(
      allSeats(org, roles)
        .filter((seat) => seat.scope === 'area')
        .map((seat) => seat.id),
    ).toEqual(['書庫'])
    expect(chainOf(org, roles, { role: 'warden', scope: 'area', id: '書庫' }, day)).toMatchObject([
      { person: 'head', as: 'holder' },
    ])
    expect(
      findRoleIssues(hall(place('書庫', { unit: '無い課' })), roles, day)[0]?.says.ja,
    ).toContain('書庫の区域の管理者がいません')
  })
  it('is found from a case by the line that it is about, and by a field', () => {
    const context = {
      org: hall(place('書庫')),
      roles,
      applicant: 'mori',
      about: [{ area: '書庫' }],
      fields: { where: '書庫' },
    }
    const found = [{ seat: { role: 'warden', scope: 'area', id: '書庫' } }]
    expect(
      resolveWho(
        { kind: 'role', role: 'warden', of: { from: 'about', to: 'area', up: 0 } },
        context,
      ),
    ).toEqual(found)
    expect(
      resolveWho(
        { kind: 'role', role: 'warden', of: { from: 'field', field: 'where', to: 'line', up: 0 } },
        context,
      ),
    ).toEqual(found)
    expect(
      resolveWho(
        { kind: 'role', role: 'warden', of: { from: 'about', to: 'area', up: 0 } },
        { ...context, about: [{ system: '住民記録' }] },
      ),
    ).toEqual([])
  })
})

describe('where a line stands', () => {
  it('is itself for the scope of its register, and what its fields point to for the others', () => {
    expect(
      locationOf(registers, {
        id: 's1',
        register: 'systems',
        unit: '福祉課',
        fields: { room: 'a1' },
      }),
    ).toEqual({ unit: '福祉課', system: 's1', area: 'a1' })
    expect(locationOf(registers, { id: 'a1', register: 'areas', fields: {} })).toEqual({
      area: 'a1',
    })
    expect(
      locationOf(registers, { id: 'x', register: '無い台帳', unit: '福祉課', fields: {} }),
    ).toEqual({ unit: '福祉課' })
  })
})
