import type { MechanismKind } from '../carriers.ts'
import type { Mutation } from './mutants.ts'

const byMutation: Partial<Record<Mutation, string>> = {
  always: '条件が成り立たないときに、これが働かないことを示す事例を書いてください。',
  allow: 'ask で、答え（verdict）を確かめてください。',
  one: 'play で、一人だけが決めたあと、もう一人を待つ（at、actors）ことを確かめてください。',
  optional:
    'play か entry で、書かずに進めて input-invalid で断られ、lacks に入ることを確かめてください。',
  undeputed:
    'holders で、本人の不在（given: absences）のときに代わる人（acting）を確かめてください。',
  unheld: 'holders で、任命がなくても就く人（holders、chair、secretary）を確かめてください。',
  turned:
    'round で、期限（due）と次の回の初日（next）を確かめるか、その日に求められないこと（asked: false）を確かめてください。組織の選択は edition の says でもかまいません。',
  unbegun: 'round で、きっかけ（occasion）から決まる期限（due）を確かめてください。',
  unclosed: 'round で、line、ended、met、read のどれかと、closed: true を書いてください。',
  lowest: 'classify で、根拠から決まる段階（class）を確かめてください。',
}

const byKind: Partial<Record<MechanismKind, string>> = {
  role: 'holders で、就く人と代わる人を確かめるか、play で動ける人（actors）を確かめてください。',
  power: 'holders で、権限（powers）を確かめてください。',
  task: 'holders で、審議すること（tasks）を確かめてください。',
  also: 'holders で、ほかの規程での名前（also）を確かめてください。',
  apart:
    'play で、兼ねる人が parts-apart などで断られることを確かめるか、holders の appoint で確かめてください。',
  level: 'この段階の class を持つ ask、entry、classify を書いてください。',
  kind: 'edition で、種類の題名と例を確かめてください。',
  ground: 'classify で、この根拠から決まる class を確かめてください。',
  mixture: 'classify で、mixtureOf から決まる class を確かめてください。',
  copy: 'classify で、copyOf から決まる class を確かめてください。',
  rule: 'ask で、この規則（rule）と答え（verdict）を確かめてください。',
  safeguard: 'ask で、求められる安全措置（safeguards）を確かめてください。',
  register:
    'entry で、書ける人（writers）、読める人（readers）、断られ方（refused）を確かめてください。',
  stocktake: 'entry で、棚卸しの月と受け持つ人（stocktake、counters）を確かめてください。',
  retention: 'entry で、保存期間の終わり（keepUntil）を確かめてください。',
  warning:
    'entry で、予告の日（on）に知らされる人（warned）と、その前の日に知らされないことを確かめてください。',
  count: 'entry で、残りの数（left）を確かめてください。',
  reach: 'entry で、届く人（reaches）を確かめてください。',
  diagram: 'edition で、図の題名を確かめてください。',
  field: 'play か entry で、この項目を書き、書かないと断られる（lacks）ことを確かめてください。',
  procedure: 'play で、この手続を始めて終わりまで進めてください。',
  step: 'play で、この段階で止まること（at、actors）と期限（due、reminded）を確かめてください。',
  confirmation:
    'play で、confirm: false、refused: not-confirmed、lacks にこの確認事項を書いてください。',
  signing: 'play で、unproved を書き、not-signed で断られることを確かめてください。',
  checklist:
    'round で、指摘を直す人と期限（mend、mendBy）、確かめる人（verify）、対象外を認める人（waivedBy）を確かめてください。',
  item: 'round で、eachItem: wrong と proves: items of 点検表 を書くか、answers と findings を書いてください。求める値でないと断られる項目には refused を書きます。',
  round:
    'round で、受け持つ人（actors）、期限（due）、遅れたら知らされる人（late と reminded）、項目の数（count）を確かめてください。',
  choice:
    'edition で、選んだもの（says）を確かめるか、round で、それを読む実施の期限（due、next）を確かめてください。',
  document: 'edition で、文書の題名を確かめてください。',
  section: 'edition で、節の言葉（says）を確かめてください。',
  accounts:
    'account で、この数字が効くこと（accepted、lockedAfter、totp など）を確かめてください。',
  contacts: 'contacts で、知らせる相手（tells）と、名簿を直せる人（keeps）を確かめてください。',
  grants:
    'grants で、管理できるか（administers）、操作記録を読めるか（readsJournal）を確かめてください。',
}

/** What case to write where a change of a mechanism goes unnoticed. */
export function hintFor(kind: MechanismKind, mutation: Mutation): string {
  return (
    byMutation[mutation] ??
    byKind[kind] ??
    'この仕組みがないと期待どおりにならない事例を書いてください。'
  )
}
