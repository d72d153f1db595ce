import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  findActorAs,
  findActor,
  allSeats,
  chainOf,
  claimsOfPerson,
  findRoleIssues,
  seatsHeldBy,
} from '#kernel/organization/index.ts'
import {
  anyOrganization,
  day,
  organization,
  roles,
  seat,
  townHall,
} from '../support/organization.ts'

describe('who acts for a seat', () => {
  it('is the holder when present', () => {
    expect(findActor(townHall(), roles, seat('officer', '福祉課'), day)).toMatchObject({
      person: 'head',
      as: 'holder',
    })
  })
  it('is the deputy of the unit when the head is away, and the head is named', () => {
    const org = townHall({ absences: [{ person: 'head', from: day, to: day }] })
    expect(findActor(org, roles, seat('officer', '福祉課'), day)).toMatchObject({
      person: 'deputy',
      as: 'deputy',
      insteadOf: 'head',
      because: 'absent',
    })
  })
  it('counts the first and the last day of an absence', () => {
    const org = townHall({ absences: [{ person: 'head', from: '2026-11-02', to: '2026-11-04' }] })
    const actors = ['2026-11-01', '2026-11-02', '2026-11-04', '2026-11-05'].map(
      (date) => findActor(org, roles, seat('officer', '福祉課'), date)?.person,
    )
    expect(actors).toEqual(['head', 'deputy', 'deputy', 'head'])
  })
  it('is one unit up when head and deputy are excluded', () => {
    expect(
      findActor(townHall(), roles, seat('officer', '福祉課'), day, ['head', 'deputy']),
    ).toMatchObject({ person: 'vice', as: 'next', because: 'excluded' })
  })
  it('does not climb where the policy names no deputy', () => {
    const org = townHall()
    expect(findActor(org, roles, seat('lonely', '福祉課'), day, ['head'])).toBeNull()
    expect(findActor(org, roles, seat('lonely', '無い課'), day)).toBeNull()
  })
  it('is an appointed person before the holder of the post', () => {
    const org = townHall({
      assignments: [
        { role: 'chief', scope: 'organization', scopeId: '', person: 'hara', from: '2026-04-01' },
      ],
    })
    expect(findActor(org, roles, seat('chief'), day)?.person).toBe('hara')
    expect(findActor(org, roles, seat('chief'), '2026-03-31')?.person).toBe('chief')
  })
  it('follows a post to whoever is in it', () => {
    const org = townHall({
      assignments: [
        {
          role: 'keeper',
          scope: 'system',
          scopeId: '住民記録',
          post: '福祉補佐',
          from: '2026-04-01',
        },
      ],
    })
    expect(findActor(org, roles, seat('keeper', '住民記録'), day)).toMatchObject({
      person: 'deputy',
      as: 'holder',
    })
  })
  it('is the head of the unit that owns the system where nobody is appointed', () => {
    expect(findActor(townHall(), roles, seat('keeper', '住民記録'), day)?.person).toBe('head')
  })
  it('is any member of a body', () => {
    expect(findActor(townHall(), roles, seat('committee'), day)?.anyOf.toSorted()).toEqual([
      'chief',
      'head',
      'vice',
    ])
    expect(
      findActor(townHall(), roles, seat('committee'), day, ['vice'])?.anyOf.toSorted(),
    ).toEqual(['chief', 'head'])
  })
  it('is nobody who has left', () => {
    const org = organization({
      units: { a: null },
      posts: [{ id: 'h', title: 'h', unit: 'a', leads: 'head' }],
      persons: [{ id: 'x', unit: 'a', in: ['h'], to: '2026-11-01' }],
    })
    expect(findActor(org, roles, seat('lonely', 'a'), '2026-11-01')?.person).toBe('x')
    expect(findActor(org, roles, seat('lonely', 'a'), '2026-11-02')).toBeNull()
  })
  it('is the holder even while away when there is no one else at all', () => {
    const org = townHall({ absences: [{ person: 'head', from: day, to: day }] })
    expect(findActor(org, roles, seat('lonely', '福祉課'), day)).toMatchObject({
      person: 'head',
      as: 'holder',
    })
  })
})

describe('for every organisation', () => {
  it('exactly the persons whose turn it is have a satisfied claim', () => {
    fc.assert(
      fc.property(
        anyOrganization,
        fc.uniqueArray(fc.nat(7).map((n) => `p${n}`)),
        (org, excluded) => {
          for (const one of allSeats(org, roles)) {
            const satisfied = [...org.persons.keys()].filter(
              (person) =>
                !excluded.includes(person) &&
                claimsOfPerson(org, roles, person, day).some(
                  (claim) =>
                    claim.seat.role === one.role &&
                    claim.seat.id === one.id &&
                    claim.requires.every((other) => excluded.includes(other)),
                ),
            )
            expect(satisfied.toSorted()).toEqual(
              (findActor(org, roles, one, day, excluded)?.anyOf ?? []).toSorted(),
            )
          }
        },
      ),
      { numRuns: 300 },
    )
  })
  it('an excluded, gone or not yet present person never acts, and someone absent only when nobody present is left', () => {
    fc.assert(
      fc.property(
        anyOrganization,
        fc.uniqueArray(fc.nat(7).map((n) => `p${n}`)),
        (org, excluded) => {
          for (const one of allSeats(org, roles)) {
            const acting = findActor(org, roles, one, day, excluded)
            for (const person of acting?.anyOf ?? []) {
              const view = org.persons.get(person)
              expect(excluded).not.toContain(person)
              expect((view?.from ?? day) <= day && day <= (view?.to ?? day)).toBe(true)
              const link = acting?.chain.find((other) => other.person === person)
              if (!link?.present)
                expect(
                  acting?.chain.some((other) => other.present && !excluded.includes(other.person)),
                ).toBe(false)
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })
  it('nobody stands twice in a chain, turns run from 0 without gaps', () => {
    fc.assert(
      fc.property(anyOrganization, (org) => {
        for (const one of allSeats(org, roles)) {
          const chain = chainOf(org, roles, one, day)
          expect(new Set(chain.map((link) => link.person)).size).toBe(chain.length)
          expect([...new Set(chain.map((link) => link.turn))]).toEqual(
            Array.from({ length: (chain.at(-1)?.turn ?? -1) + 1 }, (_x, n) => n),
          )
        }
      }),
      { numRuns: 200 },
    )
  })
  it('a person acts as holder of exactly the roles held', () => {
    fc.assert(
      fc.property(anyOrganization, (org) => {
        for (const person of org.persons.keys()) {
          const held = seatsHeldBy(org, roles, person, day)
            .map((one) => `${one.role}/${one.id}`)
            .toSorted()
          const claimed = claimsOfPerson(org, roles, person, day)
            .filter((claim) => claim.as === 'holder')
            .map((claim) => `${claim.seat.role}/${claim.seat.id}`)
            .toSorted()
          expect(claimed).toEqual(held)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('loose ends', () => {
  it('name vacant seats, people who left, and holders whom nobody can replace', () => {
    const org = townHall({
      persons: [
        { id: 'head', unit: '福祉課', in: ['福祉課長'] },
        { id: 'gone', unit: '福祉課', to: '2026-10-31' },
      ],
      assignments: [
        {
          role: 'keeper',
          scope: 'system',
          scopeId: '住民記録',
          person: 'gone',
          from: '2026-04-01',
        },
      ],
    })
    const found = findRoleIssues(org, roles, day)
    expect(found.find((one) => one.kind === 'ended')?.persons).toEqual(['gone'])
    expect(
      found.some(
        (one) => one.kind === 'alone' && one.seat.role === 'lonely' && one.persons.includes('head'),
      ),
    ).toBe(true)
    expect(found.some((one) => one.kind === 'nobody' && one.seat.role === 'chief')).toBe(true)
  })
  it('say when holder and deputies are all away', () => {
    const org = townHall({ absences: ['head'].map((person) => ({ person, from: day, to: day })) })
    expect(
      findRoleIssues(org, roles, day)
        .filter((one) => one.kind === 'all-away')
        .map((one) => `${one.seat.role}/${one.seat.id}`),
    ).toEqual(['lonely/福祉課'])
    expect(findActorAs(chainOf(org, roles, seat('officer', '福祉課'), day), 'deputy')?.as).toBe(
      'deputy',
    )
  })
})
