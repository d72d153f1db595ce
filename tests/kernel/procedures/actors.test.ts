import { describe, expect, it } from 'vitest'
import {
  act,
  actorsOf,
  begin,
  handOver,
  isParticipant,
  isReader,
  isRestricted,
  abilitiesOf,
  standInFor,
  timelineOf,
  walk,
  withReaders,
  withdraw,
} from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import type { Actor } from '#kernel/packs/procedure.ts'
import type { Who } from '#kernel/packs/who.ts'
import { condition, field } from '../support/fields.ts'
import { role, roles, townHall } from '../support/organization.ts'
import {
  applicant,
  chief,
  decision,
  list,
  officer,
  permit,
  procedure,
  refuse,
  step,
  takeOut,
  top,
  way,
  withoutPersons,
  world,
} from '../support/procedures.ts'

const start = step('apply', [applicant], [decision('go', [way('decide')])], { fill: ['sum'] })
const big = condition((c) => Number(c['sum']) >= 100)
const small = condition((c) => Number(c['sum']) < 100)
const conditional = (by: readonly Actor[], all = false) =>
  procedure(
    'buy',
    [start, step('decide', by, [permit('end done'), refuse()], { decides: true, all })],
    { fields: [field('sum', { type: 'number' })] },
  )

function decidedBy(
  by: readonly Actor[],
  sum: number,
  all = false,
): readonly (readonly string[] | 'anyone')[] | string {
  const walked = walk(conditional(by, all), { applicant: 'mori' }, { sum }, [{}], world())
  return (
    walked.problem?.code ??
    walked.states.at(-1)?.waitingFor.map((one) => actorsOf(one, world())) ??
    []
  )
}

describe('who acts by case', () => {
  const either: readonly Actor[] = [
    { ...officer, when: small },
    { ...chief, when: big },
  ]
  it.each([
    [99, [['head']]],
    [100, [['chief']]],
  ])('with %i is %j', (sum, expected) => expect(decidedBy(either, sum)).toEqual(expected))
  it('is everyone whose condition holds where all must agree', () => {
    const both: readonly Actor[] = [officer, { ...chief, when: big }]
    expect(decidedBy(both, 100, true)).toEqual([['head'], ['chief']])
    expect(decidedBy(both, 1, true)).toEqual([['head']])
  })
  it('is nobody where no condition holds: the case does not come there, and says so', () =>
    expect(decidedBy([{ ...chief, when: big }], 1)).toBe('no-one-may-decide'))
  it('is told beforehand by what is known', () => {
    const walked = walk(
      conditional(either),
      { applicant: 'mori', fields: { sum: 100 } },
      {},
      [],
      world(),
    )
    expect(
      timelineOf(conditional(either), walked.states[0] as CaseState, world()).stops.at(-1)?.persons,
    ).toEqual(['chief'])
  })
})

describe('a step that a body decides in a meeting', () => {
  const committee: Who = { kind: 'role', role: 'committee', of: { from: 'organization' } }
  const matter = procedure('matter', [
    step('apply', [applicant], [decision('go', [way('decide')])]),
    step('decide', [committee], [permit('end done'), refuse()], { decides: true, meeting: true }),
  ])
  const withBody = (given: Partial<Role>): CaseContext => ({
    ...world(),
    roles: new Map([
      ...roles,
      [
        'committee',
        role('committee', {
          title: '委員会',
          heldBy: [{ kind: 'body' }],
          members: ['top', 'officer'],
          ...given,
        }),
      ],
    ]),
  })
  const at = (context: CaseContext) =>
    walk(matter, { applicant: 'mori' }, {}, [{}], context).states.at(-1) as CaseState

  it.each([
    ['its secretary and its chair', { secretary: 'chief', chair: 'top' }, ['chief', 'vice']],
    ['its chair alone where there is no secretary', { chair: 'top' }, ['vice']],
    ['any member where the policy names neither', {}, ['vice', 'head', 'chief']],
  ])('is recorded by %s', (_name, given, expected) => {
    const context = withBody(given)
    expect(
      at(context)
        .waitingFor.flatMap((one) => actorsOf(one, context))
        .toSorted(),
    ).toEqual(expected.toSorted())
    expect(abilitiesOf(matter, at(context), expected[0] ?? '', context).mayAct).toBe(true)
    expect(abilitiesOf(matter, at(context), 'hara', context).mayAct).toBe(false)
  })

  it('is decided by nobody singly: without the meeting every decision is refused', () => {
    const context = withBody({ secretary: 'chief' })
    for (const each of ['permit', 'refuse']) {
      const input = { actor: 'chief', decision: each, comment: '理由' }
      expect(act(matter, at(context), input, context)).toMatchObject({
        ok: false,
        problem: { code: 'meeting-not-recorded' },
      })
      expect(
        act(matter, at(context), { ...input, proofs: { meeting: 'm1' } }, context),
      ).toMatchObject({ ok: true, event: { proofs: { meeting: 'm1' } } })
    }
    expect(
      act(
        matter,
        at(context),
        { actor: 'vice', decision: 'permit', proofs: { meeting: 'm1' } },
        context,
      ),
    ).toMatchObject({ ok: false, problem: { code: 'not-your-turn' } })
  })
})

describe('a step with a text to sign or things to give back', () => {
  const leaving = procedure(
    'leaving',
    [
      step('sign', [applicant], [decision('go', [way('return')])], {
        sign: { id: 'sign', title: '誓約書', text: '守ります。', carries: [] },
      }),
      step(
        'return',
        [applicant],
        [decision('go', [way('end done')]), decision('ask', [way('sign')])],
        { holdings: 'who' },
      ),
    ],
    { fields: [field('who', { type: 'person' })] },
  )
  const [first] = walk(leaving, { applicant: 'mori' }, {}, [], world()).states as [CaseState]

  it('does not lead on without them, and does with them', () => {
    expect(act(leaving, first, { actor: 'mori' }, world())).toMatchObject({
      ok: false,
      problem: { code: 'not-signed', detail: expect.stringContaining('誓約書') },
    })
    const signed = act(leaving, first, { actor: 'mori', proofs: { signature: 'sha' } }, world())
    const after = signed.ok ? signed.state : first
    expect(act(leaving, after, { actor: 'mori', decision: 'go' }, world())).toMatchObject({
      ok: false,
      problem: { code: 'holdings-open' },
    })
    expect(
      act(leaving, after, { actor: 'mori', decision: 'go', proofs: { holdings: [] } }, world()),
    ).toMatchObject({ ok: true, state: { outcome: 'done' } })
  })
  it('is signed by nobody else while the signer works here', () => {
    expect(
      handOver(
        leaving,
        first,
        { actor: 'head', from: 'mori', to: 'hara', reason: '代わりに', absentDays: 14 },
        world(),
      ),
    ).toMatchObject({
      ok: false,
      problem: { code: 'not-handed-over', detail: expect.stringContaining('署名するのは本人です') },
    })
  })
  it('may be sent back without them', () => {
    const signed = act(leaving, first, { actor: 'mori', proofs: { signature: 'sha' } }, world())
    expect(
      act(leaving, signed.ok ? signed.state : first, { actor: 'mori', decision: 'ask' }, world()),
    ).toMatchObject({ ok: true, state: { step: 'sign' } })
  })
})

describe('whoever takes over from a person who left', () => {
  const context = world()
  const permitted = walk(
    takeOut,
    { applicant: 'mori', about: [list(2)] },
    { destination: '県庁', departAt: '2026-11-04 09:00', returnBy: '2026-11-06 17:00' },
    [{}, {}],
    context,
  ).states.at(-1) as CaseState
  const over = (state: CaseState, from: string, to: string): CaseState => {
    const result = handOver(
      takeOut,
      state,
      { actor: 'head', from, to, reason: '退職', absentDays: 14 },
      withoutPersons(context, from),
    )
    expect(result.ok).toBe(true)
    return result.ok ? result.state : state
  }

  it('does every later step of theirs too', () => {
    const gone = over(permitted, 'mori', 'hara')
    const out = act(
      takeOut,
      gone,
      {
        actor: 'hara',
        fields: { departedAt: '2026-11-04 09:00' },
        confirmed: ['encrypt', 'case'],
        answers: { encrypt: { method: 'AES' } },
      },
      context,
    )
    expect(out).toMatchObject({
      ok: true,
      state: { step: 'return', waitingFor: [{ party: { person: 'hara' } }] },
      event: { person: 'hara', insteadOf: 'mori' },
    })
  })
  it('may be followed in turn', () => {
    const twice = over(over(permitted, 'mori', 'hara'), 'hara', 'deputy')
    expect([
      standInFor(twice, 'mori'),
      standInFor(twice, 'hara'),
      standInFor(twice, 'head'),
    ]).toEqual(['deputy', 'deputy', 'head'])
    expect(withdraw(takeOut, twice, { actor: 'mori' }, context).ok).toBe(false)
  })
  it('does not decide on the application', () => {
    const back = over(
      walk(takeOut, { applicant: 'mori', about: [list(2)] }, {}, [], context).states.at(
        -1,
      ) as CaseState,
      'mori',
      'head',
    )
    const sent = act(
      takeOut,
      back,
      {
        actor: 'head',
        fields: { destination: '県庁', departAt: '2026-11-04 09:00', returnBy: '2026-11-06 17:00' },
      },
      context,
    )
    expect(sent.ok && sent.state.waitingFor.flatMap((one) => actorsOf(one, context))).toEqual([
      'deputy',
    ])
    expect(
      sent.ok && act(takeOut, sent.state, { actor: 'head', decision: 'permit' }, context),
    ).toMatchObject({ problem: { code: 'applicant-decides' } })
  })
  it('does not decide on it either after handing it on', () => {
    const back = over(
      walk(takeOut, { applicant: 'mori', about: [list(2)] }, {}, [], context).states.at(
        -1,
      ) as CaseState,
      'mori',
      'head',
    )
    const sent = act(
      takeOut,
      over(back, 'head', 'hara'),
      {
        actor: 'hara',
        fields: { destination: '県庁', departAt: '2026-11-04 09:00', returnBy: '2026-11-06 17:00' },
      },
      context,
    )
    expect(sent.ok && sent.state.waitingFor.flatMap((one) => actorsOf(one, context))).toEqual([
      'deputy',
    ])
    expect(
      sent.ok && act(takeOut, sent.state, { actor: 'head', decision: 'permit' }, context),
    ).toMatchObject({ problem: { code: 'applicant-decides' } })
  })
  it('did not decide on it before', () => {
    expect(
      handOver(
        takeOut,
        permitted,
        { actor: 'chief', from: 'mori', to: 'head', reason: '退職', absentDays: 14 },
        withoutPersons(context, 'mori'),
      ),
    ).toMatchObject({
      problem: { code: 'not-handed-over', detail: expect.stringContaining('決めた人') },
    })
  })
  it.each([
    ['is at work', [], 'refused'],
    ['is away for as long as the limit', [['2026-10-26', '2026-11-08']], 'refused'],
    ['is away for a day longer', [['2026-10-26', '2026-11-09']], 'handed over'],
    ['was away for long, and is back', [['2026-09-01', '2026-11-01']], 'refused'],
    ['will be away for long', [['2026-11-03', '2027-03-31']], 'refused'],
  ] as const)('takes over only from somebody who cannot act: who %s', (_who, spans, outcome) => {
    const absences = spans.map(([from, to]) => ({ person: 'mori', from, to }))
    const result = handOver(
      takeOut,
      permitted,
      { actor: 'chief', from: 'mori', to: 'hara', reason: '不在', absentDays: 14 },
      { ...context, org: { ...context.org, absences } },
    )
    expect(result.ok ? 'handed over' : 'refused').toBe(outcome)
    if (!result.ok) expect(result.problem.detail).toContain('14日より長く')
  })
  it('never walks in a circle', () =>
    expect(standInFor({ handedOver: { a: 'b', b: 'a' } }, 'a')).toMatch(/^[ab]$/))
})

describe('a line of deciders that is empty', () => {
  it('is told as such, with what to do', () => {
    const sent = walk(
      takeOut,
      { applicant: 'mori', about: [list(2)] },
      { destination: '県庁', departAt: '2026-11-04 09:00', returnBy: '2026-11-06 17:00' },
      [{}],
      world(),
    ).states.at(-1) as CaseState
    const nobody = world(
      townHall({
        persons: [
          { id: 'mori', unit: '福祉課' },
          { id: 'hara', unit: '福祉課' },
        ],
      }),
    )
    expect(abilitiesOf(takeOut, sent, 'mori', nobody).why).toMatchObject({
      code: 'no-one-may-decide',
      detail: expect.stringContaining('任命'),
    })
  })
})

describe('the readers of a case', () => {
  const closed = procedure(
    'closed',
    [start, step('decide', [officer], [permit('end done')], { decides: true })],
    {
      fields: [field('sum', { type: 'number' }), field('who', { type: 'person' })],
      readBy: [top, { kind: 'person', field: 'who' }, { kind: 'anyone' }],
    },
  )
  const begun = begin(closed, { applicant: 'mori', fields: { who: 'hara' } }, world())
  const state = begun.ok ? withReaders(closed, begun.state, world()) : (undefined as never)

  it('are those whom the procedure names in this case; anyone is nobody', () => {
    expect(state.readers).toEqual([
      { seat: { role: 'top', scope: 'organization', id: '' } },
      { person: 'hara' },
    ])
    expect(isReader(state.readers ?? [], 'hara', () => false)).toBe(true)
    expect(
      isReader(
        state.readers ?? [],
        'vice',
        (party) => 'seat' in party && party.seat.role === 'top',
      ),
    ).toBe(true)
    expect(isReader(state.readers ?? [], 'deputy', () => false)).toBe(false)
  })
  it('are kept apart from those who have a part in it: the applicant, who acted, whose turn it is', () => {
    expect(['mori', 'head', 'hara'].map((person) => isParticipant(state, person, world()))).toEqual(
      [true, false, false],
    )
    const sent = act(closed, state, { actor: 'mori', fields: { sum: 1 } }, world())
    expect(
      sent.ok &&
        ['mori', 'head', 'deputy', 'chief'].map((person) =>
          isParticipant(sent.state, person, world()),
        ),
    ).toEqual([true, true, false, false])
  })
  it('hold for a case also where the procedure names none any more', () => {
    expect([
      isRestricted(closed, state),
      isRestricted(undefined, state),
      isRestricted(takeOut, state),
    ]).toEqual([true, true, true])
    expect(isRestricted(takeOut, { ...state, readers: undefined as never })).toBe(false)
  })
})
