import { beforeAll, expect, it } from 'vitest'
import { evaluatePolicy } from '#kernel/handling/evaluatePolicy.ts'
import type { Effect } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { edited, hinataTexts, loadFixture } from './support.ts'

let texts: Map<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

function load(changed: Map<string, string>): Pack {
  const { edition, faults } = loadFixture('hinata', changed)
  if (edition === undefined) throw new Error(faults.map((fault) => fault.detail).join('\n'))
  return edition.pack
}

const startOf = (pack: Pack): Effect | undefined =>
  [...(pack.procedures.get('take-out')?.steps.values() ?? [])]
    .flatMap((step) => step.decisions)
    .flatMap((decision) => decision.branches)
    .flatMap((branch) => branch.effects)
    .find((effect) => effect.kind === 'start')

it('a list of fields is short for each from the field of the same id', () => {
  const named = edited(
    edited(texts, 'procedures/take-out.yaml', '  missing: {', '  what: {'),
    'procedures/take-out.yaml',
    'fill: [returnedAt, complete, missing]',
    'fill: [returnedAt, complete, what]',
  )
  const cases = new Map([...named].filter(([path]) => !path.includes('/cases/')))
  const written = (to: string) =>
    startOf(load(edited(cases, 'procedures/take-out.yaml', 'with: { what: "missing" }', to)))
  const shape = (effect: Effect | undefined) =>
    effect?.kind === 'start'
      ? [...effect.fields].map(([id, expression]) => [id, expression.source])
      : []
  expect(shape(written('with: [what]'))).toEqual([['what', 'what']])
  expect(shape(written('with: [what]'))).toEqual(shape(written("with: { what: 'what' }")))
  expect(shape(written("with: [{ what: 'purpose' }]"))).toEqual([['what', 'purpose']])
})

it('a list of fields may hold those of another name, and a field once only', () => {
  const cases = new Map([...texts].filter(([path]) => !path.includes('/cases/')))
  const edit = (to: string) =>
    edited(cases, 'procedures/take-out.yaml', 'with: { what: "missing" }', to)
  const effect = startOf(load(edit('with: [{ what: "missing" }]')))
  expect(effect?.kind === 'start' && [...effect.fields.values()][0]?.source).toBe('missing')
  expect(
    loadFixture('hinata', edit('with: [{ what: "missing" }, { what: "purpose" }]')).faults.map(
      ({ code }) => code,
    ),
  ).toEqual(['duplicate'])
})

it('a change of entries may list its fields', () => {
  const written = (to: string) => {
    const changed = edited(
      texts,
      'procedures/take-out.yaml',
      '- { tell: security-officer of applicant.unit',
      `- { change: { fields: ${to} } }\n          - { tell: security-officer of applicant.unit`,
    )
    return [
      ...(load(new Map([...changed].filter(([path]) => !path.includes('/cases/'))))
        .procedures.get('take-out')
        ?.steps.values() ?? []),
    ]
      .flatMap((step) => step.decisions)
      .flatMap((decision) => decision.branches)
      .flatMap((branch) => branch.effects)
      .flatMap((effect) => (effect.kind === 'change' ? [...effect.fields.keys()] : []))
  }
  expect(written('[{ name: "destination" }]')).toEqual(['name'])
})

it('a field in the short form must be one of the case and one of the target', () => {
  const { faults } = loadFixture(
    'hinata',
    edited(
      texts,
      'procedures/take-out.yaml',
      'with: { what: "missing" }',
      'with: [what, purpose, purpose]',
    ),
  )
  expect(faults.map((fault) => fault.code).toSorted()).toEqual([
    'duplicate',
    'expression-name',
    'unknown-field',
    'unknown-field',
  ])
})

it('a rule may ask how many people the unit has', () => {
  const rule = `rules:
  small:
    act: take-out
    when: "applicant.unitPeople < 3"
    verdict: require
    safeguards: encrypt
    carries: 2-2(4)
`
  const pack = load(edited(texts, 'handling.yaml', 'rules:\n', rule))
  const safeguards = (unitPeople: number) =>
    evaluatePolicy(pack, {
      act: 'take-out',
      class: { confidentiality: 1 },
      fields: { medium: '紙', destination: '県庁' },
      applicant: { id: 'mori', unit: 'welfare', employment: '', roles: [], unitPeople },
    }).safeguards.map((each) => each.id)
  expect([safeguards(2), safeguards(3)]).toEqual([['encrypt'], []])
})

it('a step may be due within minutes, and a role says how long an absence must be', () => {
  const within = load(
    edited(texts, 'procedures/take-out.yaml', 'within: until departAt', 'within: 30 minutes'),
  )
  expect(within.procedures.get('take-out')?.steps.get('approve')?.within).toEqual({
    kind: 'span',
    count: 30,
    unit: 'minutes',
  })
  const role = load(
    edited(
      texts,
      'roles.yaml',
      'carries: 1-1(3)',
      'awayLongerThan: 3 days\n    atMost: 1\n    carries: 1-1(3)',
    ),
  ).roles.get('security-officer')
  expect([role?.awayLongerThan, role?.atMost]).toEqual([{ count: 3, unit: 'days' }, 1])
})
