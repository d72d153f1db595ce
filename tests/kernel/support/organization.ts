import fc from 'fast-check'
import type {
  AbsenceView,
  AssignmentView,
  OrganizationView,
  PersonView,
  PostView,
  Roles,
} from '#kernel/organization/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import type { Seat } from '#kernel/packs/who.ts'

/** A role with what a test leaves out filled in. */
export function role(id: string, given: Partial<Role>): Role {
  return {
    id,
    title: id,
    carries: [`R-${id}`],
    scope: 'organization',
    heldBy: [{ kind: 'appointment' }],
    deputies: [],
    members: [],
    powers: [],
    tasks: [],
    also: [],
    review: false,
    optional: false,
    ...given,
  }
}

/**
 * The roles of the fixtures: heads of units, a chief by post with a chain above, someone for each
 * system, and a committee.
 */
export const roles: Roles = new Map(
  [
    role('top', {
      title: '最高責任者',
      heldBy: [{ kind: 'post', post: 'vice' }],
      deputies: [{ kind: 'role', role: 'chief', of: 'organization' }],
    }),
    role('chief', {
      title: '統括責任者',
      heldBy: [{ kind: 'post', post: 'chief' }],
      deputies: [
        { kind: 'post', post: 'chief-second' },
        { kind: 'role', role: 'top', of: 'organization' },
      ],
    }),
    role('officer', {
      title: '責任者',
      scope: 'unit',
      heldBy: [{ kind: 'head-of-unit' }],
      deputies: [
        { kind: 'deputy-head-of-unit' },
        { kind: 'role', role: 'officer', of: 'parent' },
        { kind: 'role', role: 'chief', of: 'organization' },
      ],
    }),
    role('lonely', { title: '単独の責任者', scope: 'unit', heldBy: [{ kind: 'head-of-unit' }] }),
    role('keeper', {
      title: 'システム管理者',
      scope: 'system',
      heldBy: [{ kind: 'appointment' }, { kind: 'head-of-place-unit' }],
      deputies: [{ kind: 'role', role: 'officer', of: 'same' }],
    }),
    role('committee', { title: '委員会', heldBy: [{ kind: 'body' }], members: ['top', 'officer'] }),
  ].map((one) => [one.id, one]),
)

interface Given {
  readonly units?: Readonly<Record<string, string | null>>
  readonly posts?: readonly PostView[]
  readonly persons?: readonly (Partial<PersonView> & {
    readonly id: string
    readonly unit: string
    readonly in?: readonly string[]
  })[]
  readonly systems?: Readonly<Record<string, string>>
  readonly assignments?: readonly AssignmentView[]
  readonly absences?: readonly AbsenceView[]
}

/** An organisation from short notes: units as id → parent, persons with the posts they are in. */
export function organization(given: Given): OrganizationView {
  return {
    units: new Map(
      Object.entries(given.units ?? {}).map(([id, parent]) => [
        id,
        { id, title: id, ...(parent !== null && { parent }) },
      ]),
    ),
    posts: new Map((given.posts ?? []).map((post) => [post.id, post])),
    persons: new Map(
      (given.persons ?? []).map(({ in: inPosts, ...person }) => [
        person.id,
        {
          name: person.id,
          employment: '正規',
          posts: (inPosts ?? []).map((post) => ({ post, from: '2020-04-01' })),
          ...person,
        },
      ]),
    ),
    places: new Map(
      Object.entries(given.systems ?? {}).map(([id, unit]) => [
        id,
        { id, scope: 'system', title: id, unit },
      ]),
    ),
    assignments: given.assignments ?? [],
    absences: given.absences ?? [],
  }
}

const post = (id: string, unit: string, leads: PostView['leads'], key?: string): PostView => ({
  id,
  title: id,
  unit,
  leads,
  ...(key !== undefined && { key }),
})

/**
 * A small town hall: 村役場 over 総務課 and 福祉課, with a head and a deputy in each; `mori` and `hara` work
 * in 福祉課.
 */
export function townHall(change: Partial<Given> = {}): OrganizationView {
  return organization({
    units: { 役場: null, 総務課: '役場', 福祉課: '役場' },
    posts: [
      post('副長', '役場', 'head', 'vice'),
      post('総務課長', '総務課', 'head', 'chief'),
      post('総務補佐', '総務課', 'deputy', 'chief-second'),
      post('福祉課長', '福祉課', 'head'),
      post('福祉補佐', '福祉課', 'deputy'),
    ],
    persons: [
      { id: 'vice', unit: '役場', in: ['副長'] },
      { id: 'chief', unit: '総務課', in: ['総務課長'] },
      { id: 'second', unit: '総務課', in: ['総務補佐'] },
      { id: 'head', unit: '福祉課', in: ['福祉課長'] },
      { id: 'deputy', unit: '福祉課', in: ['福祉補佐'] },
      { id: 'mori', unit: '福祉課' },
      { id: 'hara', unit: '福祉課' },
    ],
    systems: { 住民記録: '福祉課' },
    ...change,
  })
}

export const day = '2026-11-02'
export const seat = (roleId: string, id = ''): Seat => ({
  role: roleId,
  scope: roles.get(roleId)?.scope ?? 'organization',
  id,
})

const pick = (ids: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...ids)

/**
 * Any organisation of up to six units and eight people: posts held by nobody or several, people
 * away, gone or not yet come, appointments of people and posts.
 */
export const anyOrganization: fc.Arbitrary<OrganizationView> = fc
  .integer({ min: 1, max: 6 })
  .chain((unitCount) => {
    const units = Array.from({ length: unitCount }, (_one, index) => `u${index}`)
    const persons = Array.from({ length: 8 }, (_one, index) => `p${index}`)
    const anyDate = fc.constantFrom(
      '2026-10-01',
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
      '2026-12-01',
    )
    const posts = units.flatMap((unit) => [
      post(`${unit}-head`, unit, 'head', unit === 'u0' ? 'vice' : 'chief'),
      post(`${unit}-second`, unit, 'deputy', unit === 'u0' ? 'chief-second' : undefined),
    ])
    const postIds = posts.map((one) => one.id)
    return fc
      .record({
        parents: fc.array(fc.nat(unitCount - 1), { minLength: unitCount, maxLength: unitCount }),
        people: fc.array(
          fc.record({
            unit: pick(units),
            in: fc.uniqueArray(pick(postIds), { maxLength: 2 }),
            to: fc.option(anyDate, { nil: undefined, freq: 6 }),
            from: fc.option(anyDate, { nil: undefined, freq: 6 }),
          }),
          { minLength: 8, maxLength: 8 },
        ),
        absences: fc.array(fc.record({ person: pick(persons), from: anyDate, to: anyDate }), {
          maxLength: 5,
        }),
        appointed: fc.array(
          fc.record({
            role: fc.constantFrom('top', 'chief', 'officer', 'keeper', 'committee'),
            unit: pick(units),
            person: pick(persons),
            asPost: fc.boolean(),
            post: pick(postIds),
            from: anyDate,
          }),
          { maxLength: 4 },
        ),
      })
      .map(({ parents, people, absences, appointed }) =>
        organization({
          units: Object.fromEntries(
            units.map((unit, index) => [
              unit,
              index === 0 ? null : `u${(parents[index] ?? 0) % index}`,
            ]),
          ),
          posts,
          persons: people.map((one, index) => ({
            id: `p${index}`,
            unit: one.unit,
            in: one.in,
            ...(one.to !== undefined && { to: one.to }),
            ...(one.from !== undefined && { from: one.from }),
          })),
          systems: { s0: 'u0', s1: units.at(-1) ?? 'u0' },
          absences,
          assignments: appointed.map((one) => {
            const scope = roles.get(one.role)?.scope ?? 'organization'
            return {
              role: one.role,
              scope,
              scopeId: scope === 'unit' ? one.unit : scope === 'system' ? 's1' : '',
              from: one.from,
              ...(one.asPost ? { post: one.post } : { person: one.person }),
            }
          }),
        }),
      )
  })
