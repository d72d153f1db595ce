import { beforeAll, describe, expect, it } from 'vitest'
import type { OrganizationView } from '#kernel/organization/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { abilitiesOf, act, begin } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import { edited, hinata, hinataTexts, loadFixture } from './support.ts'

const file = 'procedures/install.yaml'
const facts = `fields:
  worker: { title: 書いた人, type: person, required, value: actor.id }
  place: { title: その人の所属, type: unit, value: actor.unit }
  asker: { title: 願い出た人, type: person, value: applicant.id }
  day: { title: 認めた日, type: date, value: today }
steps:`

let texts: ReadonlyMap<string, string>
let org: OrganizationView | undefined
let changed: ReadonlyMap<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
  org = (await hinata()).world?.organization
  changed = edited(
    edited(
      edited(texts, file, 'steps:', facts),
      file,
      '[software, system]',
      '[software, system, worker, place]',
    ),
    file,
    'within: 3 working days',
    'within: 3 working days\n    fill: [asker, day]',
  )
})

function played(fields: Readonly<Record<string, unknown>>): {
  readonly install: Procedure
  readonly context: CaseContext
  readonly begun: CaseState
  readonly result: ReturnType<typeof act>
} {
  const { edition, faults } = loadFixture('hinata', changed)
  const pack = edition?.pack
  const install = pack?.procedures.get('install')
  if (pack === undefined || install === undefined || org === undefined)
    throw new Error(faults.map(({ detail }) => detail).join())
  const context = { org, roles: pack.roles, now: '2026-11-02T09:00:00+09:00', policy: pack }
  const begun = begin(install, { applicant: 'mori' }, context)
  if (!begun.ok) throw new Error(begun.problem.detail)
  const answers = { software: '地図', system: 'records', ...fields }
  const result = act(install, begun.state, { actor: 'mori', fields: answers }, context)
  return { install, context, begun: begun.state, result }
}

describe('a field whose value the program knows', () => {
  it('is filled in with who acts, and with what is known of them, and stands in the history', () => {
    const { install, context, result } = played({})
    expect(result.ok && result.state.fields).toMatchObject({ worker: 'mori', place: 'welfare' })
    expect(result.ok && result.event.changed?.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['worker', 'place']),
    )
    const permitted =
      result.ok && act(install, result.state, { actor: 'kimura', decision: 'permit' }, context)
    expect(permitted && permitted.ok && permitted.state.fields).toMatchObject({
      worker: 'mori',
      asker: 'mori',
      day: '2026-11-02',
    })
  })

  it('is not asked for, and cannot be written by anybody', () => {
    const { install, context, begun, result } = played({ worker: 'sato' })
    expect(abilitiesOf(install, begun, 'mori', context).fields.map(({ id }) => id)).toEqual([
      'software',
      'system',
    ])
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'input-invalid', faults: [{ at: '/fields/worker' }] },
    })
    expect(
      begin(install, { applicant: 'mori', fields: { worker: 'sato' } }, context),
    ).toMatchObject({ ok: false, problem: { code: 'input-invalid' } })
  })

  it('stays as it was where a step sends the case back', () => {
    const { install, context, result } = played({})
    const refused =
      result.ok &&
      act(install, result.state, { actor: 'kimura', decision: 'refuse', comment: '不要' }, context)
    expect(refused && refused.ok && refused.state.fields).not.toHaveProperty('day')
  })

  it.each([
    [
      'who acts is known only to such values',
      'required, value: actor.id',
      'required: "actor.id == \'\'"',
    ],
    ['a value fits its field', 'value: today', 'value: "1 + 1"'],
    ['an act does not say who acts', 'value: applicant.id', 'value: nobody.id'],
  ])('is checked when the pack is loaded: %s', (_what, from, to) => {
    expect(loadFixture('hinata', edited(changed, file, from, to)).faults).not.toEqual([])
  })
})
