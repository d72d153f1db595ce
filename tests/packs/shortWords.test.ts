import { beforeAll, describe, expect, it } from 'vitest'
import { inEnglish } from '#kernel/packs/english.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
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
  const changed = new Map(texts).set('hinata/registers/cards.yaml', cards)
  changed.set(`hinata/${install}`, `${head}${content}`)
  return plain(load(changed).procedures.get('install'))
}

function plain(procedure: Procedure | undefined): unknown {
  return JSON.parse(
    JSON.stringify(procedure, (_, value: unknown) =>
      value instanceof Map || value instanceof Set ? [...value] : value,
    ),
  )
}

const cards = `register: cards
title: カードの一覧
belongsTo: organization
keptBy: chief-officer
readBy: everyone
number: カード{年度}-{000}
states: [使用中, 停止中]
ended: 停止中
fields:
  name: { title: カード, type: text, required }
  holder: { title: 使う人, type: person, required }
carries: 1-1(4)
`

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
    'what is written of one who approves alone counts, in a list of one too',
    `steps:
  apply: { fill: rest }
  approve: { approve: [{ who: chief-officer, title: 一人だけ, within: 3 days }], fill: doneAt }`,
    `steps:
${apply}
  approve:
    title: 一人だけ
    by: chief-officer
    within: 3 days
    fill: doneAt
    may:
      permit: { title: 許可する, tone: good, then: end permitted }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
${ends}`,
  ],
  [
    'one of several who approve has a time and reminders of their own',
    `steps:
  apply: { fill: rest }
  approve:
    approve: [${manager}, { who: chief-officer, id: chief, within: 5 days, late: once }]
    title: 一人目
    within: 3 days
    late: { remind: [applicant], every: day }
    fill: doneAt`,
    `steps:
${apply}
  approve:
    title: 一人目
    by: ${manager}
    within: 3 days
    late: { remind: [applicant], every: day }
    fill: doneAt
    may:
      permit: { title: 許可する, tone: good, then: chief }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  chief:
    title: 統括情報セキュリティ責任者の許可
    by: chief-officer
    within: 5 days
    late: { remind: [applicant, chief-officer], every: once }
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
    'another person checks what the step before did, and has it done again; a person is called by the field',
    `  helper: { title: 手伝う人, type: person, required }
steps:
  apply: { fill: rest }
  install: { title: 導入, fill: doneAt }
  look: { check: person in helper }
  approve: { approve: ${manager} }`,
    `  helper: { title: 手伝う人, type: person, required }
steps:
  apply: { title: 申請, by: applicant, fill: [software, system, why, helper], button: 申請する, then: install }
  install: { title: 導入, by: applicant, fill: doneAt, then: look }
  look:
    title: 手伝う人の確認
    by: person in helper
    decides: false
    may:
      confirm: { title: 確かめた, tone: good, then: approve }
      redo: { title: やり直しを求める, comment, then: install }
  approve:
    title: 情報システム管理者の許可
    by: ${manager}
    may:
      permit: { title: 許可する, tone: good, then: end permitted }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
${ends}`,
  ],
  [
    'a check that decides, by a role and with other words',
    `steps:
  apply: { fill: rest }
  install: { title: 導入, fill: doneAt }
  look: { check: ciso, decides: true, then: end done, may: { redo: { title: 直させる } } }`,
    `steps:
  apply: { title: 申請, by: applicant, fill: [software, system, why], button: 申請する, then: install }
  install: { title: 導入, by: applicant, fill: doneAt, then: look }
  look:
    title: CISOの確認
    by: ciso
    decides: true
    may:
      confirm: { title: 確かめた, tone: good, then: end done }
      redo: { title: 直させる, comment, then: install }
ends:
  done: { title: 済み, tone: good }`,
  ],
  [
    'what lasts until a day ends on it, and whoever permitted it is reminded',
    `  until: { title: いつまで, type: date, meaning: until, required }
steps:
  apply: { fill: rest }
  approve: { approve: [${manager}, { who: chief-officer, id: chief }] }
  finish: { while: until, fill: doneAt }`,
    `  until: { title: いつまで, type: date, meaning: until, required }
steps:
${apply.replace('why]', 'why, until]')}
  approve:
    title: 情報システム管理者の許可
    by: ${manager}
    may:
      permit: { title: 許可する, tone: good, then: chief }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  chief:
    title: 統括情報セキュリティ責任者の許可
    by: chief-officer
    may:
      permit: { title: 許可する, tone: good, then: finish }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  finish:
    title: 終わり
    by: applicant
    within: until until
    late: { remind: [applicant, chief-officer], every: day }
    fill: doneAt
    button: 終わったことを記録する
    then: end finished
ends:
  refused: { title: 不許可, tone: bad }
  finished: { title: 終了, tone: good }`,
  ],
  [
    'a step records in a register what the form has under the same ids, on each of its ways',
    `  holder: { title: 使う人, type: person, required }
steps:
  apply: { fill: rest }
  approve: { approve: ciso, ask: false }
  install:
    title: 導入
    fill: doneAt
    record: { in: cards, with: { name: software }, state: 停止中 }
    do: { tell: ciso, message: 入れました }
    then:
      - { when: "why == 'x'", do: { tell: applicant, message: 直します }, go: apply }
      - { go: end done }`,
    `  holder: { title: 使う人, type: person, required }
steps:
  apply: { title: 申請, by: applicant, fill: [software, system, why, holder], button: 申請する, then: approve }
  approve:
    title: CISOの許可
    by: ciso
    may:
      permit: { title: 許可する, tone: good, then: install }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  install:
    title: 導入
    by: applicant
    fill: doneAt
    then:
      - when: "why == 'x'"
        do:
          - { write: cards, with: { holder: holder, name: software }, state: 停止中 }
          - { tell: ciso, message: 入れました }
          - { tell: applicant, message: 直します }
        go: apply
      - do:
          - { write: cards, with: { holder: holder, name: software }, state: 停止中 }
          - { tell: ciso, message: 入れました }
        go: end done
ends:
  refused: { title: 不許可, tone: bad }
  done: { title: 済み, tone: good }`,
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

const takeOut = 'hinata/procedures/take-out.yaml'
const outside = `procedure: take-out
title: 持ち出し
number: 持出{年度}-{0000}
subject: '{about}'
about: lines of assets
asks: take-out
carries: 2-2(1)
fields:
  purpose: { title: わけ, type: long-text, required }
  returnBy: { title: 戻る予定, type: date-time, meaning: planned, required }
`

/** What comes back, short and at length. */
const returnRows: readonly (readonly [says: string, short: string, long: string])[] = [
  [
    'what was taken comes back whole, damaged or not all of it',
    `  lacking: { title: 傷, type: long-text, help: 傷のこと }
steps:
  apply: { fill: rest }
  approve: { approve: ciso }
  return:
    returns:
      by: returnBy
      state: 使用中
      missing: 廃棄済み
      tell: security-officer of applicant.unit
      whole: { tell: ciso, message: 戻りました }
      lost: { start: loss-report, with: { what: missing }, about: true, notIn: back }
    carries: 2-2(6)`,
    `  returnedAt: { title: 戻した日時, type: date-time, moment, required }
  back: { title: 戻ったもの, type: lines of assets, among: about, help: 一つずつ手に取って確かめ、あるものに印を付ける }
  missing: { title: 戻らないものと、そのわけ, type: long-text, required, when: '!about.all(a, a.id in back)' }
  lacking: { title: 傷, type: long-text, help: 傷のこと }
steps:
  apply: { title: 申請, by: applicant, fill: [medium, destination, purpose, returnBy], button: 申請する, then: approve }
  approve:
    title: CISOの許可
    by: ciso
    may:
      permit: { title: 許可する, tone: good, then: return }
      ask: { title: 質問して戻す, comment, then: apply }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  return:
    title: 返却
    by: applicant
    within: until returnBy
    late: { remind: [applicant, security-officer of applicant.unit], every: day }
    fill: [returnedAt, back, missing, lacking]
    button: 返却を記録する
    then:
      - when: "about.all(a, a.id in back) && lacking == ''"
        do: [{ change: { state: 使用中 } }, { tell: ciso, message: 戻りました }]
        go: end returned
      - when: 'about.all(a, a.id in back)'
        do:
          - { change: { state: 使用中 } }
          - { tell: ciso, message: 戻りました }
          - { tell: security-officer of applicant.unit, message: 戻ったものに、付属品の不足や傷みがあります }
        go: end returned
      - do:
          - { change: { state: 使用中 }, of: back }
          - { change: { state: 廃棄済み }, notIn: back }
          - { start: loss-report, with: { what: missing }, about: true, notIn: back }
        go: end lost
    carries: 2-2(6)
ends:
  refused: { title: 不許可, tone: bad }
  returned: { title: 返却済み, tone: good }
  lost: { title: 不足あり, tone: bad }`,
  ],
  [
    'what comes back may go ways of its own',
    `steps:
  apply: { fill: rest }
  approve: { approve: ciso, ask: false }
  return:
    returns: { by: returnBy, missing: 廃棄済み }
    then:
      - { when: "lacking == ''", go: end returned }
      - go: end lost`,
    `  returnedAt: { title: 戻した日時, type: date-time, moment, required }
  back: { title: 戻ったもの, type: lines of assets, among: about, help: 一つずつ手に取って確かめ、あるものに印を付ける }
  missing: { title: 戻らないものと、そのわけ, type: long-text, required, when: '!about.all(a, a.id in back)' }
  lacking: { title: 付属品の不足や傷み, type: long-text, help: 充電器がない、角が割れたなど。本体が戻っていれば、登録は使用中に戻る }
steps:
  apply: { title: 申請, by: applicant, fill: [medium, destination, purpose, returnBy], button: 申請する, then: approve }
  approve:
    title: CISOの許可
    by: ciso
    may:
      permit: { title: 許可する, tone: good, then: return }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  return:
    title: 返却
    by: applicant
    within: until returnBy
    late: { remind: applicant, every: day }
    fill: [returnedAt, back, missing, lacking]
    button: 返却を記録する
    then:
      - { when: "lacking == ''", go: end returned }
      - go: end lost
ends:
  refused: { title: 不許可, tone: bad }
  returned: { title: 返却済み, tone: good }
  lost: { title: 不足あり, tone: bad }`,
  ],
  [
    'what comes back may lead on, and every key of its step may be written',
    `steps:
  apply: { fill: rest }
  approve: { approve: ciso, ask: false }
  return:
    title: 戻し
    late: once
    returns: { by: returnBy, missing: 廃棄済み }
    then: count
  count: { title: 数え, button: 数えた, then: end returned }`,
    `  returnedAt: { title: 戻した日時, type: date-time, moment, required }
  back: { title: 戻ったもの, type: lines of assets, among: about, help: 一つずつ手に取って確かめ、あるものに印を付ける }
  missing: { title: 戻らないものと、そのわけ, type: long-text, required, when: '!about.all(a, a.id in back)' }
  lacking: { title: 付属品の不足や傷み, type: long-text, help: 充電器がない、角が割れたなど。本体が戻っていれば、登録は使用中に戻る }
steps:
  apply: { title: 申請, by: applicant, fill: [medium, destination, purpose, returnBy], button: 申請する, then: approve }
  approve:
    title: CISOの許可
    by: ciso
    may:
      permit: { title: 許可する, tone: good, then: return }
      refuse: { title: 許可しない, tone: bad, comment, then: end refused }
  return:
    title: 戻し
    by: applicant
    within: until returnBy
    late: { remind: applicant, every: once }
    fill: [returnedAt, back, missing, lacking]
    button: 返却を記録する
    then:
      - { when: 'about.all(a, a.id in back)', go: count }
      - { do: { change: { state: 廃棄済み }, notIn: back }, go: end lost }
  count: { title: 数え, by: applicant, button: 数えた, then: end returned }
ends:
  refused: { title: 不許可, tone: bad }
  returned: { title: 返却済み, tone: good }
  lost: { title: 不足あり, tone: bad }`,
  ],
]

describe('short words of procedures', () => {
  it.each(returnRows)('%s', (_, short, long) => {
    const outsideOf = (content: string) =>
      plain(load(new Map(texts).set(takeOut, `${outside}${content}`)).procedures.get('take-out'))
    expect(outsideOf(short)).toEqual(outsideOf(long))
  })

  it.each(rows)('%s', (_, short, long) => {
    expect(procedureOf(short)).toEqual(procedureOf(long))
  })
})

it('what a short word brings has its English, and the English of the pack counts before it', () => {
  const content = `${head}steps:
  apply: { fill: rest }
  install: { title: 導入, fill: doneAt }
  look: { check: ciso }
  approve: { approve: ${manager} }`
  const changed = new Map(texts).set(`hinata/${install}`, content)
  const said = (pack: Pack) =>
    inEnglish(pack)
      .procedures.get('install')
      ?.steps.get('look')
      ?.decisions.map(({ title }) => title)
  expect(said(load(changed))).toEqual(['Confirm', 'Ask to do it again'])
  const english = `${changed.get('hinata/en.yaml') ?? ''}\n確かめた: Seen\n`
  expect(said(load(new Map(changed).set('hinata/en.yaml', english)))?.[0]).toBe('Seen')
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
