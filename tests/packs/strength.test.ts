import { beforeAll, describe, expect, it } from 'vitest'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { gripOf } from '#kernel/packs/strength/grip.ts'
import { strengthNeeded } from '#kernel/packs/strength/needs.ts'
import type { Grip } from '#kernel/packs/strength/scale.ts'
import { modalities } from '#kernel/packs/types.ts'
import type { Modality, Pack, ProvisionKind } from '#kernel/packs/types.ts'
import { apartGrip } from '#kernel/packs/strength/roles.ts'
import { edited, hinataTexts, loadFixture, showFault } from './support.ts'

let texts: Map<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
}

function changed(edits: readonly Edit[]): Pack {
  const files = edits.reduce<Map<string, string>>(
    (all, { file, from, to }) => new Map(edited(all, file, from, to)),
    texts,
  )
  const { edition, faults } = loadFixture('hinata', files)
  if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
  return edition.pack
}

function gripAt(pack: Pack, path: string): Grip {
  const carrier = carriersOf(pack).find((one) => one.path === path)
  if (carrier === undefined) throw new Error(`nothing is carried by ${path}`)
  return gripOf(pack, carrier, carrier.carries[0] ?? '')
}

const takeOut = 'procedures/take-out.yaml'
const assets = 'registers/assets.yaml'
const loss = 'procedures/loss-report.yaml'
const install = 'procedures/install.yaml'

/** A change of ひなた町, a mechanism, and what it is able to do then. */
const shapes: readonly (readonly [
  what: string,
  path: string,
  hold: Grip['hold'],
  why: Grip['why'],
  ...edits: Edit[],
])[] = [
  ['a role', 'roles/ciso', 'pursues', 'role-vacancy'],
  [
    'a role that need not be held',
    'roles/chief-officer',
    'answers',
    'role-optional',
    {
      file: 'roles.yaml',
      from: '    carries: 1-1(2)',
      to: '    optional: true\n    carries: 1-1(2)',
    },
  ],
  ['a power that nothing uses', 'roles/ciso/powers/decide', 'states', 'power-outside'],
  [
    'a power by which a step is decided',
    'roles/ciso/powers/decide',
    'enforces',
    'power-decides',
    { file: takeOut, from: 'by: chief-officer', to: 'by: ciso' },
    { file: takeOut, from: '    carries: 2-2(3)', to: '    carries: [2-2(3), 1-1(1)]' },
  ],
  ['what a body is waited for with', 'roles/committee/tasks/plans', 'enforces', 'task-decides'],
  ['a name in another rule book', 'roles/committee/also/1', 'states', 'also-named'],
  ['parts kept apart', 'roles/apart/self-approval', 'enforces', 'apart-kept'],
  [
    'a level that rules read',
    'classification/axes/confidentiality/levels/3',
    'enforces',
    'class-decides',
  ],
  ['a ground of a class', 'classification/grounds/personal', 'states', 'class-shown'],
  ['a kind of asset', 'classification/kinds/media', 'states', 'class-shown'],
  ['a permit of an act at a door', 'handling/rules/take-out-2', 'enforces', 'rule-permit'],
  ['a forbid of an act at a door', 'handling/rules/take-out-3', 'enforces', 'rule-refuses'],
  [
    'a forbid of an act that no procedure asks',
    'handling/rules/take-out-3',
    'answers',
    'rule-no-door',
    { file: takeOut, from: 'asks: take-out\n', to: '' },
    {
      file: takeOut,
      from: '  purpose:',
      to: '  medium: { title: 媒体, type: text, required }\n  destination: { title: 行き先, type: text, required }\n  purpose:',
    },
  ],
  ['an allow', 'handling/rules/take-out-box', 'answers', 'rule-allows'],
  [
    'a safeguard that a step confirms',
    'handling/rules/take-out-digital',
    'enforces',
    'safeguard-confirmed',
  ],
  [
    'a safeguard that no step confirms',
    'handling/rules/take-out-digital',
    'answers',
    'safeguard-told',
    { file: takeOut, from: '    safeguards: true\n', to: '' },
  ],
  ['a register', 'registers/assets', 'records', 'register-lines'],
  ['a stocktake', 'registers/assets/stocktake', 'pursues', 'stocktake-due'],
  [
    'a field that is required where it matters',
    'registers/assets/fields/handlers',
    'records',
    'field-required',
  ],
  ['a procedure with a decision', 'procedures/take-out', 'enforces', 'route-decides'],
  ['a procedure with a time limit', 'procedures/loss-report', 'pursues', 'route-pursues'],
  [
    'a procedure without one',
    'procedures/loss-report',
    'records',
    'route-records',
    {
      file: loss,
      from: '    within: 1 working day\n    late: { remind: ciso, every: working day }\n',
      to: '',
    },
  ],
  [
    'a decision that a step waits for',
    'procedures/take-out/steps/approve-chief',
    'enforces',
    'step-decides',
  ],
  ['a last step with a time limit', 'procedures/take-out/steps/return', 'pursues', 'step-within'],
  [
    'a last step without one',
    'procedures/take-out/steps/return',
    'records',
    'step-records',
    { file: takeOut, from: '    within: until returnBy\n', to: '' },
    {
      file: takeOut,
      from: '    late: { remind: [applicant, security-officer of applicant.unit], every: day }\n',
      to: '',
    },
  ],
  [
    'a step that is in the middle of a route',
    'procedures/take-out/steps/depart',
    'enforces',
    'step-awaited',
    { file: takeOut, from: '    safeguards: true\n', to: '    carries: 2-2(4)\n' },
  ],
  [
    'an application that somebody decides on',
    'procedures/install/steps/apply',
    'enforces',
    'step-application',
    {
      file: install,
      from: 'fill: [software, system],',
      to: 'fill: [software, system], carries: 2-4(1),',
    },
  ],
  [
    'a sentence that must be confirmed',
    'procedures/take-out/steps/approve/confirm/1',
    'enforces',
    'confirmation-ticked',
  ],
  [
    'a sentence that no decision asks',
    'procedures/take-out/steps/approve/confirm/1',
    'nothing',
    'confirmation-unasked',
    {
      file: takeOut,
      from: 'permit: { title: 認める, tone: good, then: approve-chief }',
      to: 'permit: { title: 認める, then: approve-chief }',
    },
  ],
  [
    'a yes or no that a branch reads',
    'procedures/take-out/fields/complete',
    'enforces',
    'field-read',
    {
      file: takeOut,
      from: 'title: そろっている, type: yes-no, required }',
      to: 'title: そろっている, type: yes-no, required, carries: 2-2(6) }',
    },
  ],
  [
    'a yes or no that nothing reads',
    'procedures/take-out/fields/sure',
    'records',
    'field-may-say-no',
    {
      file: takeOut,
      from: '  purpose:',
      to: '  sure: { title: 確かめた, type: yes-no, required, carries: 2-2(6) }\n  purpose:',
    },
    { file: takeOut, from: 'fill: [medium,', to: 'fill: [sure, medium,' },
  ],
  [
    'a field that may be left out',
    'procedures/take-out/fields/sure',
    'answers',
    'field-optional',
    {
      file: takeOut,
      from: '  purpose:',
      to: '  sure: { title: 確かめた, type: yes-no, carries: 2-2(6) }\n  purpose:',
    },
    { file: takeOut, from: 'fill: [medium,', to: 'fill: [sure, medium,' },
  ],
  [
    'a field that no step asks for',
    'procedures/take-out/fields/sure',
    'nothing',
    'field-unasked',
    {
      file: takeOut,
      from: '  purpose:',
      to: '  sure: { title: 確かめた, type: yes-no, carries: 2-2(6) }\n  purpose:',
    },
  ],
  [
    'a date that is a time limit',
    'procedures/take-out/fields/returnBy',
    'pursues',
    'field-limit',
    {
      file: takeOut,
      from: 'returnBy: { title: 戻る予定,',
      to: 'returnBy: { carries: 2-2(6), title: 戻る予定,',
    },
  ],
  [
    'how many persons there must be',
    'registers/assets/fields/handlers',
    'enforces',
    'field-count',
    { file: assets, from: 'type: persons,', to: 'type: persons, min: 2,' },
  ],
  ['a signature', 'procedures/exempt/steps/apply/sign', 'enforces', 'signing-sealed'],
  ['figures of sign-in', 'accounts', 'enforces', 'accounts-kept'],
  ['the emergency network', 'contacts', 'answers', 'contacts-answers'],
]

it('is nothing for parts kept apart in a procedure that is not there, as an old edition may say', () => {
  const apart = { id: 'audit-apart', title: '', carries: [], not: ['a', 'b'], in: 'audit' } as const
  expect(apartGrip({ procedures: new Map() }, apart)).toEqual({
    hold: 'nothing',
    why: 'apart-nowhere',
  })
})

describe('the strength of a mechanism is seen in its shape', () => {
  it.each(shapes.map(([what, path, hold, why, ...edits]) => ({ what, path, hold, why, edits })))(
    '$what: $path $hold',
    ({ path, hold, why, edits }) => {
      expect(gripAt(changed(edits), path)).toEqual({ hold, why })
    },
  )

  it('has a sentence for every kind that carries something in ひなた町', () => {
    const pack = changed([])
    expect(
      carriersOf(pack).filter((carrier) =>
        carrier.carries.some((ref) => gripOf(pack, carrier, ref).why === 'uncarried'),
      ),
    ).toEqual([])
  })
})

describe('what a provision needs', () => {
  const table: readonly (readonly [Modality, ProvisionKind, string])[] = [
    ['define', 'classify', 'states'],
    ['inform', 'control', 'states'],
    ['may', 'permit', 'answers'],
    ['recommend', 'control', 'pursues'],
    ['endeavour', 'permit', 'pursues'],
    ['must', 'permit', 'enforces'],
    ['must', 'exception', 'enforces'],
    ['must', 'classify', 'enforces'],
    ['must-not', 'handling', 'enforces'],
    ['must', 'role', 'pursues'],
    ['must', 'register', 'records'],
    ['must', 'record', 'records'],
    ['must', 'control', 'pursues'],
    ['must-not', 'conduct', 'pursues'],
    ['must', 'person', 'pursues'],
    ['must', 'other', 'states'],
  ]
  it.each(table)('%s, %s: %s', (modality, kind, needed) => {
    expect(strengthNeeded(modality, kind)).toBe(needed)
  })

  it('is the same for what must and what must not be', () => {
    expect(modalities).toHaveLength(7)
    for (const kind of ['permit', 'role', 'register', 'duty', 'other'] as const)
      expect(strengthNeeded('must-not', kind)).toBe(strengthNeeded('must', kind))
  })
})
