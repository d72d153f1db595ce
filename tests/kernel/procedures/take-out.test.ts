import { describe, expect, it } from 'vitest'
import {
  act,
  begin,
  changesSince,
  lateness,
  abilitiesOf,
  reclassifyCase,
  timelineOf,
  subjectOf,
  walk,
  withdraw,
} from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState, WalkAct, WalkResult } from '#kernel/procedures/index.ts'
import { condition } from '../support/fields.ts'
import { townHall } from '../support/organization.ts'
import { answers, list, takeOut, world } from '../support/procedures.ts'

const beginning = { applicant: 'mori', about: [list(2)] }
const play = (
  acts: readonly WalkAct[],
  given: { context?: CaseContext; start?: Partial<typeof beginning>; fields?: object } = {},
): WalkResult & { last: CaseState } => {
  const walked = walk(
    takeOut,
    { ...beginning, ...given.start },
    { ...answers, ...given.fields },
    acts,
    given.context ?? world(),
  )
  return { ...walked, last: walked.states.at(-1) as CaseState }
}
const approved: readonly WalkAct[] = [{}, { decision: 'permit' }]

describe('a carry-out', () => {
  it('goes from the application over the officer to the return', () => {
    const { last, problem, effects } = play([...approved, {}, { now: '2026-11-06T16:30:00+09:00' }])
    expect(problem).toBeUndefined()
    expect(last).toMatchObject({ status: 'ended', outcome: 'returned', waitingFor: [] })
    expect(last.history.map((one) => [one.step, one.person, one.as])).toEqual([
      [undefined, 'mori', 'applicant'],
      ['apply', 'mori', 'applicant'],
      ['approve', 'head', 'holder'],
      ['depart', 'mori', 'applicant'],
      ['return', 'mori', 'applicant'],
    ])
    expect(last.history[2]).toMatchObject({
      passedOver: ['approve-chief'],
      to: { step: 'depart' },
      confirmed: ['needed', 'least'],
      grounds: [{ provision: 'P-approve', rule: 'approve' }],
    })
    expect(effects).toEqual([
      {
        kind: 'change',
        entries: ['list-福祉課'],
        state: '保管中',
        fields: { returnedOn: '2026-11-06' },
      },
    ])
  })
  it('of class 3 asks the chief as well', () => {
    const { last } = play(approved, { start: { about: [list(2), list(3, '総務課')] } })
    expect(last).toMatchObject({
      step: 'approve-chief',
      waitingFor: [{ party: { seat: { role: 'chief' } } }],
    })
  })
  it('with something missing opens an incident and tells the officer', () => {
    const { last, effects } = play([...approved, {}, {}], {
      fields: { complete: false, missing: '1枚' },
    })
    expect(last.outcome).toBe('lost')
    expect(effects).toEqual([
      {
        kind: 'start',
        procedure: 'incident',
        applicant: 'mori',
        fields: { what: '1枚' },
        about: ['list-福祉課'],
      },
      {
        kind: 'tell',
        to: [{ seat: { role: 'officer', scope: 'unit', id: '福祉課' } }, { person: 'mori' }],
        message: '県庁への持ち出しで不足：1枚',
      },
    ])
  })
  it('has a subject', () =>
    expect(
      subjectOf(
        takeOut,
        play([{}], { start: { about: [list(2), list(2, '総務課')] } }).last,
        world(),
      ),
    ).toBe('「福祉課の名簿ほか1件」を県庁へ'))
})

describe('who decides', () => {
  it('is never the applicant: a head who applies goes to the deputy', () => {
    const { last } = play([{}], { start: { applicant: 'head' } })
    expect(act(takeOut, last, { actor: 'head', decision: 'permit' }, world())).toMatchObject({
      ok: false,
      problem: {
        code: 'applicant-decides',
        grounds: [{ provision: 'P-approve' }, { provision: 'P-apart' }],
      },
    })
    const decided = act(
      takeOut,
      last,
      { actor: 'deputy', decision: 'permit', confirmed: ['needed', 'least'] },
      world(),
    )
    expect(decided).toMatchObject({
      ok: true,
      event: { as: 'deputy', insteadOf: 'head', because: 'excluded' },
    })
  })
  it('is the next role where head and deputy are the applicant and away', () => {
    const context = world(
      townHall({ absences: [{ person: 'deputy', from: '2026-11-01', to: '2026-11-30' }] }),
    )
    expect(play(approved, { context, start: { applicant: 'head' } }).last.history[2]).toMatchObject(
      { person: 'vice', as: 'next' },
    )
  })
  it("is an absent chief's deputy, recorded as such", () => {
    const context = world(
      townHall({ absences: [{ person: 'chief', from: '2026-11-02', to: '2026-11-02' }] }),
    )
    const { last } = play([...approved, { decision: 'permit' }], {
      context,
      start: { about: [list(3)] },
    })
    expect(last.history[3]).toMatchObject({
      step: 'approve-chief',
      person: 'second',
      as: 'deputy',
      insteadOf: 'chief',
      because: 'absent',
    })
  })
  it('nobody: the application is refused with the seat and what to do', () => {
    const { last } = play([], { context: world(townHall({ posts: [] })) })
    const result = act(
      takeOut,
      last,
      {
        actor: 'mori',
        fields: { destination: '県庁', departAt: answers.departAt, returnBy: answers.returnBy },
      },
      world(townHall({ posts: [] })),
    )
    expect(result).toMatchObject({
      ok: false,
      problem: {
        code: 'no-one-may-decide',
        detail: expect.stringContaining(
          '福祉課の責任者がいません（任命された人も代行者もいません）',
        ),
        grounds: [{ provision: 'P-approve' }],
      },
    })
  })
  it('someone else is told whose turn it is', () => {
    expect(
      act(takeOut, play([{}]).last, { actor: 'hara', decision: 'permit' }, world()),
    ).toMatchObject({
      ok: false,
      problem: { code: 'not-your-turn', detail: expect.stringContaining('head') },
    })
  })
})

describe('a refusal', () => {
  const atApproval = play([{}]).last
  const refused = (input: object): unknown => {
    const result = act(
      takeOut,
      atApproval,
      { actor: 'head', decision: 'permit', confirmed: ['needed', 'least'], ...input },
      world(),
    )
    return result.ok ? 'ok' : result.problem.code
  }
  it('of an act that lacks something names it', () => {
    expect(refused({})).toBe('ok')
    expect(refused({ confirmed: ['needed'] })).toBe('not-confirmed')
    expect(refused({ decision: 'refuse', comment: ' ' })).toBe('comment-missing')
    expect(refused({ decision: 'other' })).toBe('decision-unknown')
    expect(refused({ decision: undefined })).toBe('decision-unknown')
    expect(refused({ fields: { destination: '東京' } })).toBe('input-invalid')
    expect(refused({ step: 'apply' })).toBe('step-passed')
    expect(refused({ decision: 'refuse', comment: '理由', confirmed: [] })).toBe('ok')
  })
  it('of fields lists each place', () => {
    const { last } = play([])
    const result = act(
      takeOut,
      last,
      { actor: 'mori', fields: { departAt: '2026-11-04 09:00', returnBy: '2026-11-03 09:00' } },
      world(),
    )
    expect(result).toMatchObject({
      ok: false,
      problem: {
        code: 'input-invalid',
        faults: [{ at: '/fields/destination' }, { at: '/fields/returnBy' }],
      },
    })
  })
  it('of a departure without its safeguards names them', () => {
    const { last } = play(approved)
    const leave = (encrypt: Record<string, unknown>, confirmed: readonly string[]) =>
      act(
        takeOut,
        last,
        {
          actor: 'mori',
          fields: { departedAt: answers.departedAt },
          answers: { encrypt },
          confirmed,
        },
        world(),
      )
    expect(leave({}, ['encrypt', 'case'])).toMatchObject({
      problem: { faults: [{ at: '/safeguards/encrypt/method' }] },
    })
    expect(leave({ method: 'AES' }, ['encrypt'])).toMatchObject({
      problem: { code: 'not-confirmed', detail: expect.stringContaining('鍵付きケース') },
    })
    expect(leave({ method: 'AES' }, ['encrypt', 'case'])).toMatchObject({
      ok: true,
      state: { answers: { encrypt: { method: 'AES' } } },
      event: {
        changed: [{ field: 'departedAt' }, { safeguard: 'encrypt', field: 'method', to: 'AES' }],
      },
    })
  })
  it('to begin without an entry, or for someone who is not there', () => {
    expect(begin(takeOut, { applicant: 'mori' }, world())).toMatchObject({
      problem: { code: 'about-missing' },
    })
    expect(begin(takeOut, { applicant: 'nobody', about: [list(1)] }, world())).toMatchObject({
      problem: { code: 'may-not-open' },
    })
  })
})

describe('a question back', () => {
  const back = play([
    {},
    { decision: 'ask', comment: 'なぜUSBか' },
    { fields: { destination: '県庁別館' } },
  ])
  it('keeps the fields and asks the applicant again', () => {
    expect(back.states[2]).toMatchObject({
      step: 'apply',
      fields: { destination: '県庁' },
      waitingFor: [{ party: { person: 'mori' } }],
    })
  })
  it('shows what changed since the last stop', () => {
    expect(changesSince(back.last, 'approve')).toEqual([
      { field: 'destination', from: '県庁', to: '県庁別館' },
    ])
    expect(changesSince(back.last, 'depart')).toEqual([])
  })
  it('marks the undone stops of the line', () => {
    const { stops: line, end } = timelineOf(takeOut, back.last, world())
    expect(line.map((stop) => `${stop.step} ${stop.state}${stop.undone ? ' undone' : ''}`)).toEqual(
      [
        'apply past undone',
        'approve past undone',
        'apply past',
        'approve current',
        'depart future',
        'return future',
      ],
    )
    expect(end).toEqual({ id: 'returned', title: 'returned', tone: 'good', reached: false })
    expect(line[3]).toMatchObject({
      persons: ['head'],
      due: { due: '2026-11-04T09:00:00+09:00', wholeDay: false },
    })
  })
  it('foretells the good end, wherever the pack writes it, until what decides is written', () => {
    const step = takeOut.steps.get('return')!
    const [given] = step.decisions
    const lost = { ...given!.branches[1]!, when: condition((c) => !c.complete, ['complete']) }
    const turned = { ...given!, branches: [lost, { ...given!.branches[0]! }] }
    const steps = new Map(takeOut.steps).set('return', { ...step, decisions: [turned] })
    const endOf = (fields: CaseState['fields']) =>
      timelineOf({ ...takeOut, steps }, { ...back.last, fields }, world()).end?.id
    expect(endOf(back.last.fields)).toBe('returned')
    expect(endOf({ ...back.last.fields, complete: false })).toBe('lost')
  })
  it('can still be taken back, a permit cannot', () => {
    expect(
      withdraw(takeOut, back.states[2] as CaseState, { actor: 'mori' }, world()),
    ).toMatchObject({ ok: true, state: { status: 'ended', outcome: 'withdrawn' } })
    expect(withdraw(takeOut, play(approved).last, { actor: 'mori' }, world())).toMatchObject({
      ok: false,
      problem: { code: 'may-not-withdraw' },
    })
    expect(withdraw(takeOut, back.last, { actor: 'head' }, world())).toMatchObject({
      ok: false,
      problem: { code: 'may-not-withdraw' },
    })
  })
})

describe('time', () => {
  const out = play([...approved, {}]).last
  const at = (now: string) => lateness(takeOut, out, world(townHall(), now))
  it('past the return reminds the applicant and the officer from the next day on, every day', () => {
    expect(at('2026-11-06T17:00:00+09:00')).toBeNull()
    expect(at('2026-11-06T18:00:00+09:00')).toMatchObject({ days: 0, reminders: [] })
    expect(at('2026-11-07T00:00:00+09:00')?.reminders).toEqual([
      { who: { person: 'mori' }, on: '2026-11-07' },
      { who: { seat: { role: 'officer', scope: 'unit', id: '福祉課' } }, on: '2026-11-07' },
    ])
    expect(at('2026-11-10T12:00:00+09:00')).toMatchObject({
      days: 4,
      reminders: [{ on: '2026-11-10' }, { on: '2026-11-10' }],
    })
  })
  it('a late return says how late it was', () => {
    expect(
      play([...approved, {}, { now: '2026-11-09T09:00:00+09:00' }]).last.history.at(-1)?.late,
    ).toEqual({ due: '2026-11-06T17:00:00+09:00', days: 3 })
  })
  it('a stop to come says its limit where a field sets it', () => {
    const { stops } = timelineOf(takeOut, play(approved).last, world())
    expect(stops.filter(({ state }) => state === 'future').map(({ due }) => due)).toContainEqual({
      due: '2026-11-06T17:00:00+09:00',
      wholeDay: false,
    })
  })
  it('a span of working days leaves out the holiday', () => {
    const { last } = play(approved, { start: { about: [list(3)] } })
    expect(
      timelineOf(takeOut, last, world()).stops.find((stop) => stop.state === 'current')?.due,
    ).toEqual({ due: '2026-11-05T23:59:59+09:00', wholeDay: true })
  })
})

describe('a class raised during a case', () => {
  const raise = (state: CaseState, level = 3) =>
    reclassifyCase(
      takeOut,
      state,
      { actor: 'head', reason: '個人情報があった', about: [list(level)] },
      world(),
    )
  it('starts the approvals again, by the higher route', () => {
    const result = raise(play(approved).last)
    expect(result).toMatchObject({
      ok: true,
      state: { step: 'approve' },
      event: {
        comment: '個人情報があった',
        changed: [{ field: 'class', from: { confidentiality: 2 }, to: { confidentiality: 3 } }],
      },
    })
    const again = result.ok
      ? act(
          takeOut,
          result.state,
          { actor: 'head', decision: 'permit', confirmed: ['needed', 'least'] },
          world(),
        )
      : result
    expect(again).toMatchObject({ ok: true, state: { step: 'approve-chief' } })
  })
  it('leaves what is already out where it is, and tells', () => {
    const result = raise(play([...approved, {}]).last)
    expect(result).toMatchObject({
      ok: true,
      state: { step: 'return', about: [{ class: { confidentiality: 3 } }] },
    })
    expect(result.ok && result.event.to).toBeUndefined()
  })
  it('before any approval only changes the route; a lower one starts nothing again', () => {
    expect(raise(play([]).last)).toMatchObject({ ok: true, state: { step: 'apply' } })
    expect(raise(play(approved).last, 1)).toMatchObject({ ok: true, state: { step: 'depart' } })
    expect(
      reclassifyCase(
        takeOut,
        play([]).last,
        { actor: 'head', reason: ' ', about: [list(3)] },
        world(),
      ),
    ).toMatchObject({ ok: false })
  })
})

describe('abilities', () => {
  it('list what is open to a person, and why not more', () => {
    const { last } = play([{}])
    expect(abilitiesOf(takeOut, last, 'head', world())).toMatchObject({
      mayAct: true,
      mayWithdraw: false,
      decisions: [
        { onward: true, confirm: [{ id: 'needed' }, { id: 'least' }] },
        { onward: false, confirm: [] },
        { onward: false },
      ],
    })
    expect(abilitiesOf(takeOut, last, 'mori', world())).toMatchObject({
      mayAct: false,
      mayWithdraw: true,
      why: { code: 'applicant-decides' },
      waitsFor: { ja: '福祉課の責任者（headさん）', en: '福祉課の責任者 (head)' },
    })
    const out = play([...approved, {}]).last
    expect(abilitiesOf(takeOut, out, 'mori', world())).toMatchObject({
      mayAct: true,
      shown: ['returnedAt', 'complete'],
    })
  })
})
