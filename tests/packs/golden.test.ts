import { beforeAll, describe, expect, it } from 'vitest'
import { carriersOf, carriersOfProvision } from '#kernel/packs/carriers.ts'
import { branchesOf, runGoldenCases } from '#kernel/packs/golden/run.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { edited, hinata, hinataTexts, loadFixture, showFault } from './support.ts'

let pack: Pack
let texts: Map<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
  pack = await hinata()
})

function played(file: string, from: string, to: string) {
  const { edition, faults } = loadFixture('hinata', edited(texts, file, from, to))
  if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
  return runGoldenCases(edition.pack)
}

describe('golden cases', () => {
  it('all come out as expected and touch every rule and every branch', () => {
    const { results, uncovered: untouched } = runGoldenCases(pack)
    expect(results.filter((result) => result.faults.length > 0)).toEqual([])
    expect(results).toHaveLength(50)
    expect(untouched).toEqual({ rules: [], branches: [] })
    expect(branchesOf(pack)).toHaveLength(30)
  })

  it.each([
    [
      'a verdict',
      'cases/ask.yaml',
      'verdict: permit, rule: take-out-2',
      'verdict: allow, rule: take-out-2',
      '答えは「allow」のはずが「permit」',
    ],
    [
      'a safeguard',
      'cases/ask.yaml',
      'safeguards: [locked-case], approvers',
      'safeguards: [encrypt], approvers',
      '安全措置',
    ],
    [
      'an approver',
      'cases/ask.yaml',
      'approvers: [system-manager]',
      'approvers: [chief-officer]',
      '決める人',
    ],
    ['a provision', 'cases/ask.yaml', 'provisions: 2-2(1)', 'provisions: 2-2(7)', '2-2(7)'],
    ['an end', 'cases/play.yaml', 'expect: { end: taken }', 'expect: { at: hear }', '止まる段階'],
    [
      'an effect',
      'cases/play.yaml',
      'effects: [change 廃棄済み]',
      'effects: [start loss-report]',
      '起きていません',
    ],
    ['a reminder', 'cases/play.yaml', 'on: 2026-11-07', 'on: 2026-11-06', '督促される人'],
    ['a deputy', 'cases/play.yaml', 'deputy: ueda', 'deputy: sato', '代行した人'],
    [
      'a refusal',
      'cases/play.yaml',
      'refused: applicant-decides',
      'refused: not-confirmed',
      'applicant-decides',
    ],
    ['an actor', 'cases/play.yaml', 'actors: [ueda, kimura]', 'actors: [kimura]', '動ける人'],
  ])('say so when %s is otherwise', (_what, file, from, to, says) => {
    const failed = played(file, from, to).results.filter((result) => result.faults.length > 0)
    expect(failed).toHaveLength(1)
    expect(failed[0]?.faults.join()).toContain(says)
  })

  it.each([
    ['a field that is missing', 'lacks: handlers', 'lacks: name', '足りないもの'],
    ['a number', 'number: 資産R8-00001', 'number: 資産R9-00001', '番号'],
    ['a reader', 'readers: [tanaka, sato, ueda, mori]', 'readers: [sato, ueda, mori]', '読める人'],
    ['a writer', 'writers: [sato, ueda, mori]', 'writers: [sato, mori]', '書ける人'],
    ['a refusal of a writer', 'refused: not-allowed', 'refused: input-invalid', 'not-allowed'],
    ['the month of a stocktake', 'stocktake: 2026-10', 'stocktake: 2026-11', '棚卸しの月'],
    ['who counts', 'counters: sato', 'counters: ueda', '棚卸しを受け持つ人'],
    ['the class of a copy', 'copyOf: list }', 'copyOf: plan }', '分類'],
    ['the class of a mixture', 'mixtureOf: [list, plan]', 'mixtureOf: plan', '分類'],
    ['a ground', 'grounds: [personal, published]', 'grounds: personal', '分類'],
    ['a holder', 'holders: sato, acting', 'holders: ueda, acting', '就いている人'],
    ['a deputy', 'acting: ueda', 'acting: sato', '動ける人'],
    ['a task of a body', 'tasks: plans', 'tasks: plan', '審議'],
    ['a name elsewhere', 'also: 危機管理会議', 'also: 危機会議', 'ほかの規程での名前'],
    ['a second factor', 'totp: true', 'totp: false', '確認コード'],
    ['a lock-out', 'lockedAfter: 5', 'lockedAfter: 6', '使えなくなる回数'],
    ['a password that does', 'password: Abcde-123', 'password: Abcdef-1234', '使えるか'],
    ['whom one calls', 'tells: [kimura, sato, tanaka]', 'tells: [sato]', '知らせる相手'],
    ['a grant', 'readsJournal: true', 'readsJournal: false', '操作記録を読めるか'],
    ['a word', 'says: USBメモリ', 'says: DVD', 'DVD'],
    ['a path', 'edition: roles/ciso/powers/decide', 'edition: roles/ciso', '言葉だけでは'],
  ])('of other kinds say so when %s is otherwise', (_what, from, to, says) => {
    const failed = played('cases/forms.yaml', from, to).results.filter(
      (result) => result.faults.length > 0,
    )
    expect(failed).toHaveLength(1)
    expect(failed[0]?.faults.join()).toContain(says)
  })

  it('tell apart what an act lacks, and what is done without its proofs', () => {
    const lacking = (lacks: string) =>
      played(
        'cases/play.yaml',
        'confirm: false, refused: not-confirmed }',
        `confirm: false, refused: not-confirmed, lacks: ${lacks} }`,
      ).results.flatMap((result) => result.faults)
    expect(lacking('[ほかに手がない, 多すぎない]')).toEqual([])
    expect(lacking('多すぎない').join()).toContain('ほかに手がない')
    const unsigned = played('cases/exempt.yaml', '- { by: mori }', '- { by: mori, unproved: true }')
    expect(unsigned.results.flatMap((result) => result.faults).join()).toContain('not-signed')
  })

  it('stop at the act that went wrong and name it', () => {
    const failed = played(
      'cases/play.yaml',
      'choose: ask, comment: 紙ではだめですか',
      'choose: ask',
    ).results.find((result) => result.faults.length > 0)
    expect(failed?.faults.join()).toMatch(/^2番目の動き：.*comment-missing/)
  })

  it('name the rules and branches that none of them touches', () => {
    const without = (texts.get('hinata/cases/ask.yaml') ?? '').split('- 県の箱なら')[0] ?? ''
    const rejected =
      (texts.get('hinata/cases/play.yaml') ?? '').split('- ソフトは断ることもできる')[0] ?? ''
    const { edition } = loadFixture(
      'hinata',
      new Map(texts).set('hinata/cases/ask.yaml', without).set('hinata/cases/play.yaml', rejected),
    )
    expect(edition === undefined ? undefined : runGoldenCases(edition.pack).uncovered).toEqual({
      rules: ['take-out-box', 'install-known'],
      branches: ['install/approve/refuse/1'],
    })
  })
})

describe('carrying', () => {
  it('explains a provision by its mechanisms and their conditions', () => {
    const provision = pack.provisions.find((each) => each.ref === '2-2(3)')
    expect(
      provision === undefined
        ? []
        : carriersOfProvision(pack, provision).map(({ kind, path, when }) => [
            kind,
            path,
            when?.source,
          ]),
    ).toEqual([
      ['rule', 'handling/rules/take-out-3', 'class.confidentiality == 3'],
      ['step', 'procedures/take-out/steps/approve-chief', 'class.confidentiality == 3'],
    ])
  })

  it('only ever names provisions of the pack', () => {
    const refs = new Set(pack.provisions.map((provision) => provision.ref))
    expect(
      carriersOf(pack)
        .flatMap((carrier) => carrier.carries)
        .filter((ref) => !refs.has(ref)),
    ).toEqual([])
  })
})
