import { describe, expect, it } from 'vitest'
import { findActor, allSeats, findRoleIssues, resolveWho } from '#kernel/organization/index.ts'
import type { OrganizationView, PostView } from '#kernel/organization/index.ts'
import type { Who } from '#kernel/packs/who.ts'
import { day, organization, role } from '../support/organization.ts'

const bureau = role('bureau', {
  title: '部局責任者',
  scope: 'unit',
  heldBy: [{ kind: 'post', post: 'bureau-head' }],
  at: ['bureau-head'],
  deputies: [{ kind: 'deputy-head-of-unit' }],
})
const roles = new Map([[bureau.id, bureau]])
const post = (id: string, unit: string, leads: PostView['leads'], key?: string): PostView => ({
  id,
  title: id,
  unit,
  leads,
  ...(key !== undefined && { key }),
})
const seat = (id: string) => ({ role: 'bureau', scope: 'unit' as const, id })

/**
 * 県庁 over 福祉部 with 福祉課 and its 係; the bureau has a head and a deputy, the section a head and a
 * deputy of its own.
 */
function prefecture(change: Partial<OrganizationView> = {}): OrganizationView {
  const org = organization({
    units: { 県庁: null, 福祉部: '県庁', 福祉課: '福祉部', 係: '福祉課' },
    posts: [
      post('部長', '福祉部', 'head', 'bureau-head'),
      post('次長', '福祉部', 'deputy'),
      post('課長', '福祉課', 'head'),
      post('補佐', '福祉課', 'deputy'),
    ],
    persons: [
      { id: 'ueno', unit: '福祉部', in: ['部長'] },
      { id: 'ishi', unit: '福祉部', in: ['次長'] },
      { id: 'hara', unit: '福祉課', in: ['課長'] },
      { id: 'maki', unit: '福祉課', in: ['補佐'] },
      { id: 'doi', unit: '係' },
      { id: 'tani', unit: '県庁' },
    ],
  })
  return { ...org, ...change }
}
const ofApplicant: Who = {
  kind: 'role',
  role: 'bureau',
  of: { from: 'applicant', to: 'unit', up: 0 },
}
const found = (org: OrganizationView, applicant: string) =>
  resolveWho(ofApplicant, { org, roles, applicant, about: [], fields: {} })

describe('a role that only some units have', () => {
  it('has seats only at the units with its post, and leaves nothing loose at the others', () => {
    expect(allSeats(prefecture(), roles)).toEqual([seat('福祉部')])
    expect(findRoleIssues(prefecture(), roles, day).filter((end) => end.kind !== 'alone')).toEqual(
      [],
    )
  })
  it('is found at the nearest such unit above, from however far below, and from the unit itself', () => {
    expect(['doi', 'hara', 'ueno'].map((applicant) => found(prefecture(), applicant))).toEqual(
      Array.from({ length: 3 }, () => [{ seat: seat('福祉部') }]),
    )
  })
  it('is nowhere for someone who stands under none of them', () => {
    expect(found(prefecture(), 'tani')).toEqual([])
  })
  it('is acted for by the deputy of the unit that has it, never by one of the units below', () => {
    const away = prefecture({ absences: [{ person: 'ueno', from: day, to: day }] })
    expect(findActor(away, roles, seat('福祉部'), day)?.person).toBe('ishi')
  })
  it('also stands where someone was appointed to it', () => {
    const org = prefecture({
      assignments: [
        { role: 'bureau', scope: 'unit', scopeId: '県庁', person: 'tani', from: '2026-04-01' },
      ],
    })
    expect(found(org, 'tani')).toEqual([{ seat: seat('県庁') }])
    expect(found(org, 'doi')).toEqual([{ seat: seat('福祉部') }])
  })
})
