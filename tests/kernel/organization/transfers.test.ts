import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  covers,
  movedPersonId,
  planTransfer,
  seatsHeldBy,
  staffOn,
  transferFaultKinds,
} from '#kernel/organization/index.ts'
import type {
  OpenCase,
  OrganizationView,
  TransferContext,
  TransferListRow,
  TransferList,
  TransferPlan,
} from '#kernel/organization/index.ts'
import type { SeparationOfDuties } from '#kernel/packs/types.ts'
import { anyOrganization, organization, role, roles, townHall } from '../support/organization.ts'

const on = '2027-04-01'
const rules: readonly SeparationOfDuties[] = [
  {
    id: 'two',
    title: '長と監査を兼ねない',
    carries: ['P-1'],
    not: ['officer', 'auditor'],
    in: 'organization',
  },
]
const known = new Map([...roles, ['auditor', role('auditor', { title: '監査人' })]])

/** Numbers of the town hall's people, in their order, from 1. */
function contextOf(org: OrganizationView, more: Partial<TransferContext> = {}): TransferContext {
  const facts = new Map(
    [...org.persons.keys()].map((id, index) => [
      id,
      { number: String(index + 1), kana: `よみ${index}`, email: null, phone: null },
    ]),
  )
  return { org, facts, roles: known, separationOfDuties: rules, cases: [], keepers: [], ...more }
}
const list = (
  lines: readonly Partial<TransferListRow>[],
  more: Partial<TransferList> = {},
): TransferList => ({
  on,
  everyone: false,
  ranks: [],
  lines: lines.map((line, index) => ({ row: index + 2, ...line })),
  ...more,
})
const plan = (
  lines: readonly Partial<TransferListRow>[],
  more: Partial<TransferList> = {},
  context: TransferContext = contextOf(townHall()),
): TransferPlan => planTransfer(list(lines, more), context)
const codes = (made: TransferPlan) => made.faults.map((fault) => fault.code)

describe('a line of a list', () => {
  it.each([
    ['課長', '福祉課長'],
    ['福祉課長', '福祉課長'],
    ['　福祉 課長', '福祉課長'],
    ['福祉補佐', '福祉補佐'],
  ])('「%s」 in 福祉課 is the post %s', (post, title) => {
    expect(plan([{ number: '6', unit: '福祉課', post }]).moves[0]?.after?.posts).toEqual([title])
  })
  it('finds people by number whatever Excel did to it, else by name', () => {
    expect(plan([{ number: '0006', unit: '福祉課' }]).moves[0]?.person).toBe('mori')
    expect(plan([{ name: 'mo ri', unit: '福祉課' }]).moves[0]?.person).toBe('mori')
  })
  it('changes nothing by spelling the same otherwise: zeros that Excel took away, katakana, blanks', () => {
    const facts = new Map([
      ['mori', { number: '0006', kana: 'もり そら', email: null, phone: null }],
    ])
    const made = plan(
      [{ number: '6', name: 'ＭＯＲＩ', kana: 'モリソラ', unit: '福祉 課', employment: '正 規' }],
      {},
      contextOf(townHall(), { facts }),
    )
    expect(made.moves).toMatchObject([
      { kind: 'unchanged', after: { number: '0006', name: 'mori', kana: 'もり そら' } },
    ])
  })
  it('leaves what it does not speak of as it is, and posts only where the unit is left', () => {
    expect(plan([{ number: '4', unit: '福祉課' }]).moves).toMatchObject([{ kind: 'unchanged' }])
    expect(plan([{ number: '4', unit: '総務課' }]).moves).toMatchObject([
      { kind: 'moved', changes: ['unit', 'posts'], after: { posts: [] } },
    ])
    expect(plan([{ number: '4', unit: '福祉課', post: '' }]).moves).toMatchObject([
      { kind: 'moved', changes: ['posts'] },
    ])
  })
  it('gives second posts in a cell or in a line of its own', () => {
    expect(
      plan([{ number: '4', unit: '福祉課', post: '課長', also: '総務課 総務課長' }]).moves[0]?.after
        ?.posts,
    ).toEqual(['福祉課長', '総務課長'])
    expect(
      plan([
        { number: '4', unit: '福祉課', post: '課長' },
        { number: '4', unit: '総務課', post: '課長', also: '兼務' },
      ]).moves[0]?.after?.posts,
    ).toEqual(['福祉課長', '総務課長'])
  })
  it('names a unit after those above it where two have the same name', () => {
    const org = organization({
      units: { 役場: null, 建設部: '役場', 福祉部: '役場', a: '建設部', b: '福祉部' },
      persons: [{ id: 'x', unit: '役場' }],
    })
    const twins = {
      ...org,
      units: new Map(
        [...org.units].map(([id, unit]) => [
          id,
          id === 'a' || id === 'b' ? { ...unit, title: '庶務係' } : unit,
        ]),
      ),
    }
    expect(codes(plan([{ number: '1', unit: '庶務係' }], {}, contextOf(twins)))).toEqual([
      'ambiguous-unit',
    ])
    expect(
      plan([{ number: '1', unit: '福祉部 庶務係' }], {}, contextOf(twins)).moves[0]?.after?.unit,
    ).toBe('b')
  })
})

const own: OpenCase = {
  id: 'c',
  number: '持出R8-0001',
  subject: '名簿',
  applicant: 'mori',
  waiting: [{ seat: { role: 'lonely', scope: 'unit', id: '福祉課' }, excluded: ['mori'] }],
}
const toOfficer: OpenCase = {
  ...own,
  waiting: [{ seat: { role: 'officer', scope: 'unit', id: '福祉課' }, excluded: ['mori'] }],
}
const auditing = townHall({
  assignments: [
    { role: 'auditor', scope: 'organization', scopeId: '', person: 'mori', from: '2026-04-01' },
  ],
})

/** A list, and the fault that it has. */
const faulty: readonly (readonly [
  keyof typeof transferFaultKinds,
  readonly Partial<TransferListRow>[],
  Partial<TransferList>?,
  TransferContext?,
])[] = [
  ['no-person', [{ unit: '福祉課' }]],
  [
    'name-twice',
    [{ name: '同名', unit: '福祉課' }],
    {},
    contextOf(
      townHall({
        persons: [
          { id: 'a', name: '同名', unit: '福祉課' },
          { id: 'b', name: '同名', unit: '福祉課' },
        ],
      }),
    ),
  ],
  ['number-of-other', [{ number: '6', name: 'hara', unit: '福祉課' }]],
  ['renamed', [{ number: '6', name: '森本 空', unit: '福祉課' }]],
  [
    'duplicate',
    [
      { number: '6', unit: '福祉課' },
      { number: '6', unit: '総務課' },
    ],
  ],
  ['concurrent-alone', [{ number: '6', unit: '福祉課', also: '兼務' }]],
  ['missing', [{ number: '99', name: '新人', unit: '福祉課', employment: '正規' }]],
  ['missing', [{ number: '6', unit: '' }], { everyone: true }],
  ['unknown-unit', [{ number: '6', unit: '福祉科' }]],
  [
    'ambiguous-unit',
    [{ number: '1', unit: '係' }],
    {},
    contextOf(
      ((org) => ({
        ...org,
        units: new Map([...org.units].map(([id, unit]) => [id, { ...unit, title: '係' }])),
      }))(organization({ units: { a: null, b: null }, persons: [{ id: 'x', unit: 'a' }] })),
    ),
  ],
  ['unknown-post', [{ number: '6', unit: '福祉課', post: '主事' }]],
  [
    'ambiguous-post',
    [{ number: '6', unit: '福祉課', post: '主幹' }],
    {},
    contextOf(
      townHall({
        posts: [
          { id: 'p', title: '主幹', unit: '総務課', leads: 'none' },
          { id: 'q', title: '主幹', unit: '総務課', leads: 'none' },
        ],
      }),
    ),
  ],
  ['bad-email', [{ number: '6', unit: '福祉課', email: 'mori' }]],
  ['bad-date', [{ number: '6', unit: '福祉課', until: '来年' }]],
  ['until-before', [{ number: '6', unit: '福祉課', until: '2027-03-31' }]],
  ['seat-empty', [{ number: '6', event: '退職' }], {}, contextOf(auditing)],
  ['seat-vacant', [{ number: '4', unit: '総務課' }]],
  [
    'apart',
    [
      { number: '6', unit: '福祉課', post: '課長' },
      { number: '4', unit: '総務課' },
    ],
    {},
    contextOf(auditing),
  ],
  ['post-shared', [{ number: '6', unit: '福祉課', post: '課長' }]],
  [
    'case-stuck',
    [
      { number: '6', unit: '福祉課', post: '課長' },
      { number: '4', unit: '総務課' },
    ],
    {},
    contextOf(townHall(), { cases: [own] }),
  ],
  [
    'own-case',
    [
      { number: '6', unit: '福祉課', post: '課長' },
      { number: '4', unit: '総務課' },
    ],
    {},
    contextOf(townHall(), { cases: [toOfficer] }),
  ],
  ['joins-again', [{ name: 'mori', unit: '福祉課', event: '採用' }]],
  ['leaver-unknown', [{ name: '見知らぬ人', unit: '福祉課', event: '退職' }]],
  ['leaves-by-section', [{ number: '6', unit: '福祉課', sections: ['退職者'] }]],
  ['row-left', [{ name: '計 3 名', left: 'total' }]],
  ['other-day', [{ number: '6', unit: '福祉課', day: '2027-05-01' }]],
  [
    'keeper-leaves',
    [{ number: '7', event: '転出' }],
    {},
    contextOf(townHall(), { keepers: ['hara'] }),
  ],
]

describe('what is wrong with a list', () => {
  it.each(faulty.map(([code, ...rest]) => [code, rest] as const))(
    '%s is found and said in a sentence',
    (code, [lines, more = {}, context = contextOf(townHall())]) => {
      const found = plan(lines, more, context).faults.find((fault) => fault.code === code)
      expect(found?.says.ja).toMatch(/。$/)
      expect(found?.says.en).toMatch(/\.$/)
      expect(found?.kind).toBe(transferFaultKinds[code].kind)
    },
  )
  it('has a list for every kind', () => {
    expect(
      Object.keys(transferFaultKinds).filter((code) => !faulty.some(([listed]) => listed === code)),
    ).toEqual([])
  })
  it('is all said at once', () => {
    expect(
      codes(
        plan([
          { number: '6', unit: '福祉科' },
          { number: '7', unit: '福祉課', post: '主事' },
          { name: '誰か', unit: '福祉課' },
        ]),
      ).toSorted(),
    ).toEqual(['missing', 'missing', 'unknown-post', 'unknown-unit'])
  })
  it('is not what was so before', () => {
    const vacant = townHall({
      persons: [
        { id: 'mori', unit: '福祉課' },
        { id: 'hara', unit: '福祉課' },
      ],
    })
    expect(plan([{ number: '1', unit: '総務課' }], {}, contextOf(vacant)).faults).toEqual([])
  })
  it('is not that heads change places, whoever stands first', () => {
    expect(
      codes(
        plan([
          { number: '4', unit: '総務課', post: '課長' },
          { number: '2', unit: '福祉課', post: '課長' },
        ]),
      ),
    ).toEqual([])
  })
})

describe('for every organisation and every list of it', () => {
  const anyList = (org: OrganizationView) =>
    fc.record({
      everyone: fc.boolean(),
      lines: fc.uniqueArray(
        fc.record({
          number: fc.integer({ min: 1, max: 11 }).map(String),
          name: fc.constantFrom('新人', ''),
          kana: fc.constant('よみ'),
          employment: fc.constantFrom('正規', '会計年度任用'),
          unit: fc.constantFrom(...org.units.keys()),
          post: fc.constantFrom('', ...[...org.posts.values()].map((post) => post.title)),
          event: fc.constantFrom('', '', '', '退職'),
        }),
        { selector: (line) => line.number, maxLength: 10 },
      ),
    })
  const anyCase = anyOrganization.chain((org) =>
    anyList(org).map((drawn) => ({
      org,
      made: plan(drawn.lines, { everyone: drawn.everyone }, contextOf(org)),
    })),
  )

  it('everybody of the list is there afterwards, in the unit and exactly the posts that it gives them; who leaves is in none', () => {
    fc.assert(
      fc.property(anyCase, ({ made }) => {
        const staff = staffOn(made.after, on)
        for (const move of made.moves) {
          const held = [...made.after.posts.keys()].filter((post) =>
            staff.holdersOf(post).includes(movedPersonId(move)),
          )
          if (move.kind === 'left') {
            expect(staff.isEmployed(movedPersonId(move))).toBe(false)
            expect(held).toEqual([])
          } else if (move.after?.until == null || move.after.until >= on) {
            expect(staff.isEmployed(movedPersonId(move))).toBe(true)
            expect(made.after.persons.get(movedPersonId(move))?.unit).toBe(move.after?.unit)
            expect(held.toSorted()).toEqual(move.after?.posts.toSorted())
          }
        }
      }),
      { numRuns: 300 },
    )
  })
  it('nobody whom it does not touch changes, and nothing changes before its day', () => {
    fc.assert(
      fc.property(anyCase, ({ org, made }) => {
        const touched = new Set(
          made.moves.filter((move) => move.kind !== 'unchanged').map(movedPersonId),
        )
        for (const [id, person] of org.persons)
          if (!touched.has(id)) expect(made.after.persons.get(id)).toEqual(person)
        const eve = '2027-03-31'
        for (const [id, person] of org.persons) {
          if (made.moves.some((move) => movedPersonId(move) === id && move.kind === 'joined'))
            continue
          expect(covers(made.after.persons.get(id)!, eve)).toBe(covers(person, eve))
          for (const post of org.posts.keys())
            expect(staffOn(made.after, eve).holdersOf(post).includes(id)).toBe(
              staffOn(org, eve).holdersOf(post).includes(id),
            )
        }
      }),
      { numRuns: 300 },
    )
  })
  it('a list of everybody lets go exactly those of its employments whom it does not name', () => {
    fc.assert(
      fc.property(anyCase, ({ org, made }) => {
        for (const move of made.moves.filter((one) => one.row === undefined)) {
          expect(move.kind).toBe('left')
          expect(covers(org.persons.get(movedPersonId(move))!, on)).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
  it('a role that loses all its holders is always said', () => {
    fc.assert(
      fc.property(anyCase, ({ org, made }) => {
        const before = [...org.persons.keys()].flatMap((person) =>
          seatsHeldBy(org, known, person, on).map((seat) => `${seat.role}/${seat.id}`),
        )
        const after = new Set(
          [...made.after.persons.keys()].flatMap((person) =>
            seatsHeldBy(made.after, known, person, on).map((seat) => `${seat.role}/${seat.id}`),
          ),
        )
        const lost = [...new Set(before)].filter((seat) => !after.has(seat))
        expect(
          lost.length === 0 ||
            codes(made).some((code) => code === 'seat-vacant' || code === 'seat-empty'),
        ).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
