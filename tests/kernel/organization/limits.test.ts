import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#kernel/calendar/index.ts'
import { toRequester } from '#kernel/handling/subject.ts'
import { crowdingDuring, findActor, findRoleIssues } from '#kernel/organization/index.ts'
import type { Roles } from '#kernel/organization/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { day, roles, seat, townHall } from '../support/organization.ts'

const changed = (id: string, change: Partial<Role>): Roles => {
  const role = roles.get(id)
  if (role === undefined) throw new Error(`no role ${id}`)
  return new Map(roles).set(id, { ...role, ...change })
}

describe('a role whose deputies act only in longer absences', () => {
  const patient = changed('officer', { awayLongerThan: { count: 3, unit: 'days' } })
  const actorOn = (absences: readonly (readonly [string, string])[], date: string) =>
    findActor(
      townHall({ absences: absences.map(([from, to]) => ({ person: 'head', from, to })) }),
      patient,
      seat('officer', '福祉課'),
      date,
    )?.person

  it('is left to its holder in a short one, and taken over from the first day of a long one', () => {
    expect(actorOn([['2026-11-02', '2026-11-04']], '2026-11-03')).toBe('head')
    expect(actorOn([['2026-11-02', '2026-11-05']], '2026-11-02')).toBe('deputy')
  })

  it('counts absences that follow each other as one', () => {
    const two = [
      ['2026-11-02', '2026-11-03'],
      ['2026-11-04', '2026-11-05'],
    ] as const
    expect(actorOn(two, '2026-11-02')).toBe('deputy')
    expect(actorOn([two[0], ['2026-11-05', '2026-11-06']], '2026-11-02')).toBe('head')
  })

  it('turns on the length alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat({ max: 7 }), (length, offset) => {
        const from = addDays(day, -Math.min(offset, length - 1))
        const actor = actorOn([[from, addDays(from, length - 1)]], day)
        expect(actor).toBe(length > 3 ? 'deputy' : 'head')
      }),
    )
  })
})

describe('a role that few may hold', () => {
  const single = changed('keeper', { atMost: 1 })
  const appointed = (person: string, from: string, to?: string) => ({
    role: 'keeper',
    scope: 'system' as const,
    scopeId: '住民記録',
    person,
    from,
    ...(to !== undefined && { to }),
  })

  it('has an issue where more hold it', () => {
    const org = townHall({
      assignments: [appointed('mori', '2026-04-01'), appointed('hara', '2026-04-01')],
    })
    const issues = findRoleIssues(org, single, day).filter((one) => one.kind === 'too-many')
    expect(issues.map((one) => one.persons)).toEqual([['mori', 'hara']])
    expect(findRoleIssues(org, roles, day).some((one) => one.kind === 'too-many')).toBe(false)
  })

  it('is too full on the first day on which two appointments run', () => {
    const during = (second: ReturnType<typeof appointed>) =>
      crowdingDuring(
        townHall({ assignments: [appointed('hara', '2026-12-01', '2026-12-31'), second] }),
        single,
        seat('keeper', '住民記録'),
        second,
      )?.date
    expect(during(appointed('mori', '2026-11-02'))).toBe('2026-12-01')
    expect(during(appointed('mori', '2026-12-05'))).toBe('2026-12-05')
    expect(during(appointed('mori', '2026-11-02', '2026-11-30'))).toBeUndefined()
    expect(during(appointed('mori', '2027-01-01'))).toBeUndefined()
  })
})

it('conditions see how many people belong to the unit, on the day', () => {
  const org = townHall()
  const here = [...org.persons.values()].filter(({ unit }) => unit === '福祉課').length
  expect(toRequester(org, roles, 'mori', day).unitPeople).toBe(here)
  expect(toRequester(org, roles, 'mori', day, '総務課').unitPeople).not.toBe(here)
  const joining = townHall({
    persons: [
      { id: 'mori', unit: '福祉課' },
      { id: 'later', unit: '福祉課', from: addDays(day, 1) },
    ],
  })
  expect(toRequester(joining, roles, 'mori', day).unitPeople).toBe(1)
})
