import { describe, expect, it } from 'vitest'
import { begin, startEligibilityOf } from '#kernel/procedures/index.ts'
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

const opened = (opens: Who) =>
  procedure('report', [step('apply', [applicant], [decision('go', [way('end done')])])], {
    title: '報告',
    opens,
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
