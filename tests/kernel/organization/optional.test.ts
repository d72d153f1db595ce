import { describe, expect, it } from 'vitest'
import { findActor, findRoleIssues } from '#kernel/organization/index.ts'
import type { OrganizationView } from '#kernel/organization/index.ts'
import { day, organization, role } from '../support/organization.ts'

const staff = role('staff', {
  title: '担当者',
  scope: 'unit',
  deputies: [{ kind: 'role', role: 'head', of: 'same' }],
})
const head = role('head', { title: '責任者', scope: 'unit', heldBy: [{ kind: 'head-of-unit' }] })
const seat = { role: 'staff', scope: 'unit' as const, id: '福祉課' }

function hall(...appointed: string[]): OrganizationView {
  const org = organization({
    units: { 福祉課: null },
    posts: [{ id: '課長', title: '課長', unit: '福祉課', leads: 'head' }],
    persons: [
      { id: 'ueno', unit: '福祉課', in: ['課長'] },
      { id: 'ishi', unit: '福祉課' },
      { id: 'doi', unit: '福祉課' },
    ],
  })
  return {
    ...org,
    assignments: appointed.map((person) => ({
      role: 'staff',
      scope: 'unit',
      scopeId: '福祉課',
      person,
      from: day,
    })),
  }
}
const loose = (org: OrganizationView, optional: boolean) =>
  findRoleIssues(
    org,
    new Map([
      [staff.id, { ...staff, optional }],
      [head.id, head],
    ]),
    day,
  )
    .filter((end) => end.seat.role === 'staff')
    .map((end) => end.kind)

describe('an optional role', () => {
  it('is not missed where nobody is appointed, as another role is', () => {
    expect(loose(hall(), false)).toEqual(['vacant'])
    expect(loose(hall(), true)).toEqual([])
  })

  it('leaves loose what any other does once somebody is appointed', () => {
    const away = {
      ...hall('ishi'),
      absences: [
        { person: 'ishi', from: day, to: day },
        { person: 'ueno', from: day, to: day },
      ],
    }
    expect(loose(away, true)).toEqual(['all-away'])
    const gone = hall('nobody-there', 'ishi')
    expect(loose(gone, true)).toEqual(loose(gone, false))
  })

  it('with several holders has all of them act', () => {
    expect(findActor(hall('ishi', 'doi'), new Map([[staff.id, staff]]), seat, day)?.anyOf).toEqual([
      'ishi',
      'doi',
    ])
  })
})
