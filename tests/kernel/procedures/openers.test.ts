import { describe, expect, it } from 'vitest'
import { act, begin, startEligibilityOf } from '#kernel/procedures/index.ts'
import type { Who } from '#kernel/packs/who.ts'
import {
  applicant,
  chief,
  decision,
  list,
  officer,
  ownerOfficer,
  procedure,
  step,
  way,
  world,
} from '../support/procedures.ts'
import { field } from '../support/fields.ts'

const opened = (opens: Who) =>
  procedure('report', [step('apply', [applicant], [decision('go', [way('end done')])])], {
    title: '報告',
    opens: [opens],
    about: { register: 'assets', many: true, required: true, title: '情報資産' },
  })
const everybody = [...world().org.persons.keys()]

describe('who may begin a procedure', () => {
  it.each([
    ['anyone', { kind: 'anyone' }],
    ['an officer of the own unit', officer],
    ['the chief', chief],
    ['the officer of the entry', ownerOfficer],
  ] satisfies [string, Who][])(
    'is said of %s as beginning itself decides, when it is about an entry of the own unit',
    (_name, opens) => {
      for (const person of everybody) {
        const about = [list(1, world().org.persons.get(person)?.unit)]
        const begun = begin(opened(opens), { applicant: person, about }, world())
        expect([person, startEligibilityOf(opened(opens), person, world()).may]).toEqual([
          person,
          begun.ok,
        ])
      }
    },
  )

  it('names the seat and who acts for it, so that one knows whom to ask', () => {
    expect(startEligibilityOf(opened(officer), 'mori', world())).toEqual({
      may: false,
      who: { ja: '福祉課の責任者（headさん）', en: '福祉課の責任者 (head)' },
    })
  })

  it('is looked at only when it is known what the case is about', () => {
    expect(begin(opened(ownerOfficer), { applicant: 'mori' }, world())).toMatchObject({
      ok: false,
      problem: { code: 'about-missing' },
    })
    expect(
      begin(opened(ownerOfficer), { applicant: 'mori', about: [list(1)] }, world()),
    ).toMatchObject({ ok: false, problem: { code: 'may-not-open' } })
  })
})

const leaver: Who = { kind: 'person', field: 'leaver' }
const leaversOfficer: Who = {
  kind: 'role',
  role: 'officer',
  of: { from: 'field', field: 'leaver', to: 'unit', up: 0 },
}
const leaving = procedure(
  'leaving',
  [
    step('tell', [applicant], [decision('go', [way('back')])], { fill: ['leaver'] }),
    step(
      'back',
      [leaver],
      [
        decision('go', [way('end done')]),
        decision('object', [way('tell')], { tone: 'bad', comment: true, objects: true }),
      ],
    ),
  ],
  {
    fields: [field('leaver', { type: 'person', required: true })],
    opens: [leaver, leaversOfficer],
  },
)
const told = (by: string, of: string, byEffect = false) => {
  const begun = begin(leaving, { applicant: by, byEffect }, world())
  if (!begun.ok) throw new Error(begun.problem.detail)
  return act(leaving, begun.state, { actor: by, fields: { leaver: of } }, world())
}

describe('a case about another person', () => {
  it('is begun by that person and by those whom the pack names, and by nobody else', () => {
    const beginners = everybody.filter((person) => told(person, 'mori').ok)
    expect(beginners).toContain('mori')
    expect(beginners).toContain('head')
    expect(beginners.length).toBeLessThan(everybody.length)
    for (const person of everybody.filter((one) => !beginners.includes(one)))
      expect(told(person, 'mori')).toMatchObject({ ok: false, problem: { code: 'may-not-open' } })
  })

  it('is refused before anything is written where it says about whom it is', () => {
    const other = everybody.find((person) => !told(person, 'mori').ok) ?? ''
    const begun = begin(leaving, { applicant: other, fields: { leaver: 'mori' } }, world())
    expect(begun).toMatchObject({ ok: false, problem: { code: 'may-not-open' } })
  })

  it('that an effect began is not asked who may begin it', () => {
    const other = everybody.find((person) => !told(person, 'mori').ok) ?? ''
    expect(told(other, 'mori', true).ok).toBe(true)
  })

  it('is sent back with what is wrong by whoever must act, and goes on without naming a choice', () => {
    const begun = told('head', 'mori')
    if (!begun.ok) throw new Error(begun.problem.detail)
    const object = { actor: 'mori', decision: 'object' }
    expect(act(leaving, begun.state, object, world())).toMatchObject({
      ok: false,
      problem: { code: 'comment-missing' },
    })
    const sent = act(leaving, begun.state, { ...object, comment: '辞めません' }, world())
    expect(sent).toMatchObject({ ok: true, state: { step: 'tell', status: 'open' } })
    expect(sent).toMatchObject({ event: { comment: '辞めません', decision: 'object' } })
    expect(act(leaving, begun.state, { actor: 'mori' }, world())).toMatchObject({
      ok: true,
      state: { status: 'ended', outcome: 'done' },
    })
  })
})
