import { beforeAll, describe, expect, it } from 'vitest'
import type { Pack } from '#kernel/packs/types.ts'
import { edited, hinataTexts, loadFixture, showFault } from './support.ts'

let texts: ReadonlyMap<string, string>
beforeAll(async () => {
  const all = await hinataTexts()
  texts = new Map([...all].filter(([path]) => !path.startsWith('hinata/cases/')))
})

const install = 'procedures/install.yaml'

function load(changed: ReadonlyMap<string, string>): Pack {
  const { edition, faults } = loadFixture('hinata', changed)
  if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
  return edition.pack
}

/** The procedure that a file makes, without the functions of its conditions. */
function procedureOf(content: string): unknown {
  const path = `hinata/${install}`
  const pack = load(new Map(texts).set(path, `${head}${content}`))
  return JSON.parse(
    JSON.stringify(pack.procedures.get('install'), (_, value: unknown) =>
      value instanceof Map || value instanceof Set ? [...value] : value,
    ),
  )
}

const head = `procedure: install
title: ソフトの導入
number: 導入{年度}-{000}
subject: '{software}'
asks: install
carries: 2-4(1)
fields:
  why: { title: わけ, type: text, required }
  doneAt: { title: 入れた日時, type: date-time, moment, required }
`
const apply =
  '  apply: { title: 申請, by: applicant, fill: [software, system, why], button: 申請する, then: approve }'
const manager = 'system-manager of system'
const ends = `ends:
  permitted: { title: 許可, tone: good }
  refused: { title: 不許可, tone: bad }`

/** What is short, and what it says at length. */
const rows: readonly (readonly [says: string, short: string, long: string])[] = [
  [
    'who approves has three decisions, and what comes next is what stands next',
    `steps:
  apply: { fill: rest }
  approve: { approve: ${manager}, fill: doneAt }`,
    `steps:
${apply}
  approve:
    title: 情報システム管理者の許可
    by: ${manager}
    fill: doneAt
    may:
      permit: { title: 許可する, tone: good, then: end permitted }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
${ends}`,
  ],
  [
    'several who approve decide one after the other, within the same time',
    `steps:
  apply: { fill: rest }
  approve:
    approve: [${manager}, { who: chief-officer, id: chief, title: 二人目, when: "why != 'x'" }]
    within: 3 days
    late: day
    fill: doneAt`,
    `steps:
${apply}
  approve:
    title: 情報システム管理者の許可
    by: ${manager}
    within: 3 days
    late: { remind: [applicant, ${manager}], every: day }
    fill: doneAt
    may:
      permit: { title: 許可する, tone: good, then: chief }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  chief:
    title: 二人目
    by: chief-officer
    when: "why != 'x'"
    within: 3 days
    late: { remind: [applicant, chief-officer], every: day }
    may:
      permit: { title: 許可する, tone: good, then: end permitted }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
${ends}`,
  ],
  [
    'the word of the policy is on the buttons and the end, and a decision may be written otherwise',
    `steps:
  apply: { fill: rest }
  approve:
    approve: ${manager}
    says: 承認
    ask: false
    fill: doneAt
    may: { refuse: { title: だめ }, later: { title: あとで, then: apply } }
    do: { tell: ciso, message: 入れます }`,
    `steps:
${apply}
  approve:
    title: 情報システム管理者の承認
    by: ${manager}
    fill: doneAt
    may:
      permit:
        title: 承認する
        tone: good
        then: [{ do: { tell: ciso, message: 入れます }, go: end permitted }]
      refuse: { title: だめ, tone: bad, comment, then: end refused }
      later: { title: あとで, then: apply }
ends:
  permitted: { title: 許可, tone: good }
  refused: { title: 不承認, tone: bad }`,
  ],
  [
    'what was permitted is performed or given up',
    `steps:
  apply: { fill: rest }
  approve: { approve: ${manager} }
  install: { title: 導入, fill: doneAt, perform: { done: 入れた }, then: end permitted }`,
    `steps:
${apply}
  approve:
    title: 情報システム管理者の許可
    by: ${manager}
    may:
      permit: { title: 許可する, tone: good, then: install }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  install:
    title: 導入
    by: applicant
    decides: false
    fill: doneAt
    may:
      done: { title: 入れた, tone: good, then: end permitted }
      cancel: { title: 取りやめる, then: end cancelled }
ends:
  permitted: { title: 許可, tone: good }
  refused: { title: 不許可, tone: bad }
  cancelled: { title: 取りやめ }`,
  ],
]

describe('short words of procedures', () => {
  it.each(rows)('%s', (_, short, long) => {
    expect(procedureOf(short)).toEqual(procedureOf(long))
  })
})

it('a usual step with a title of its own is called after it, as in editions before there were short words', () => {
  const path = `hinata/${install}`
  const changed = `${head}steps:
  apply: { title: 願い出, fill: rest }
  approve: { approve: ${manager}, fill: doneAt }`
  const steps = load(new Map(texts).set(path, changed)).procedures.get('install')?.steps
  expect(steps?.get('apply')?.decisions.map(({ title }) => title)).toEqual(['願い出を済ませる'])
})

const ruleShapes = (pack: Pack, act: string) =>
  pack.handling.rules
    .filter((rule) => rule.act === act)
    .map(({ id, when, verdict }) => [id, when?.source, verdict])

describe('named conditions', () => {
  it('stand for what they are called for, but not in texts', () => {
    const named = edited(
      texts,
      'handling.yaml',
      `"class.confidentiality >= 2 && medium == 'USBメモリ'"`,
      `"(grave || class.confidentiality == 2) && medium == 'USBメモリ' && destination != 'grave'"`,
    )
    expect(ruleShapes(load(named), 'take-out')).toContainEqual([
      'take-out-digital',
      "((class.confidentiality == 3) || class.confidentiality == 2) && medium == 'USBメモリ' && destination != 'grave'",
      'require',
    ])
  })

  it('may be said with those above them', () => {
    const two = edited(
      texts,
      'conditions.yaml',
      'grave:',
      `secret: { title: 秘密, when: 'class.confidentiality >= 2' }\ngrave:`,
    )
    const both = edited(two, 'conditions.yaml', `== 3'`, `== 3 && secret'`)
    const used = edited(both, 'handling.yaml', `when: "class.confidentiality == 3"`, 'when: grave')
    expect(ruleShapes(load(used), 'take-out')).toContainEqual([
      'take-out-3',
      '(class.confidentiality == 3 && (class.confidentiality >= 2))',
      'forbid',
    ])
  })
})

describe('provisions', () => {
  const carriesOf = (from: string, to: string) => {
    const pack = load(edited(texts, 'registers/assets.yaml', from, to))
    const register = pack.registers.get('assets')
    return { register, fields: new Map(register?.fields.map((field) => [field.id, field.carries])) }
  }
  const top = '\ncarries: 2-1(2)'

  it('from one to another are all that stand between them in the document', () => {
    const { register } = carriesOf(
      top,
      '\ncarries: [2-1(2), { from: 2-2(5), to: 2-3(1), count: 4 }]',
    )
    expect(register?.carries).toEqual(['2-1(2)', '2-2(5)', '2-2(6)', '2-2(7)', '2-3(1)'])
  })

  it('may be written above the fields that carry them, beside what a field says itself', () => {
    const { fields } = carriesOf(
      top,
      `${top}\ncarriedBy: { 2-1(4): [name, handlers], 2-2(1): name }`,
    )
    expect(fields.get('name')).toEqual(['2-1(4)', '2-2(1)'])
    expect(fields.get('handlers')).toEqual(['2-1(3)', '2-1(4)'])
  })
})

describe('tables of rules', () => {
  const table = (rows: string) =>
    edited(
      texts,
      'handling.yaml',
      '  install-known:\n    act: install\n    when: "system != \'\'"\n    verdict: permit\n    by: install\n    carries: 2-4(1)\n',
      `tables:\n  install:\n    act: install\n    when: "system != ''"\n    carries: 2-4(1)\n    rows:\n${rows}`,
    )

  it('a row holds where no row above it does', () => {
    const pack = load(
      table(`      - { id: bad, is: { software: [game, chat] }, verdict: forbid }
      - { when: "software == 'a' || software == 'b'", verdict: permit, by: install }
      - { id: rest, verdict: forbid }
`),
    )
    expect(ruleShapes(pack, 'install')).toEqual([
      ['bad', "system != '' && software in ['game', 'chat']", 'forbid'],
      [
        'install-2',
        "system != '' && (software == 'a' || software == 'b') && !(software in ['game', 'chat'])",
        'permit',
      ],
      [
        'rest',
        "system != '' && !(software in ['game', 'chat']) && !((software == 'a' || software == 'b'))",
        'forbid',
      ],
    ])
  })

  it('a row without a verdict, or with the id of a rule, is a fault', () => {
    const codes = (rows: string) =>
      loadFixture('hinata', table(rows)).faults.map(({ code }) => code)
    expect(codes('      - { is: { software: game } }\n')).toContain('missing-key')
    expect(codes('      - { id: take-out-2, verdict: forbid }\n')).toContain('duplicate')
  })
})
