import { ROLE_PHRASE } from './lexicon.ts'
import type { LearnedName } from './reading.ts'
import { compact, withoutBrackets } from './text.ts'
import type { Leaf } from './leaf.ts'

const SUBJECT = /(?:^|[。、])([^、。はがをにでとの\s]{2,14})は、/g
const PLACED = /([^、。はがをにでと\s]{2,14})を(?:置く|置き|設置|設ける|もって|指名|任命|選任)/g
const ADDRESSED =
  /([^、。はがをにでと\s]{2,14})(?:に|へ)(?:速やかに|直ちに)?(?:報告|連絡|届け出|届出|申請|相談|提出)/g
const ALLOWING = /([^、。はがをにでと\s]{2,14})の(?:許可|承認|承諾|同意|決裁|了承)/g
const THING =
  /(?:情報|資産|規程|規則|手順|基準|方針|台帳|記録|端末|機器|媒体|データ|システム|ソフトウェア|パスワード|計画|場合|書類|文書|合言葉|委託|契約|措置|報告|対策|番号|区域|もの|こと|とき|これ|それ|以上|責任)$/

/**
 * A pattern that fits the learned names and nothing else; it never matches when none was learned.
 */
export function learnRoles(leaves: readonly Leaf[], names: readonly LearnedName[]): RegExp {
  const subjects = new Map<string, number>()
  const acting = new Set<string>()
  const given = new Set(names.map((n) => compact(n.name)))
  for (const leaf of leaves) {
    const text = compact(withoutBrackets(leaf.text))
    for (const match of text.matchAll(SUBJECT))
      subjects.set(match[1] ?? '', (subjects.get(match[1] ?? '') ?? 0) + 1)
    for (const pattern of [PLACED, ADDRESSED, ALLOWING])
      for (const match of text.matchAll(pattern)) acting.add(match[1] ?? '')
  }
  const auditors = [...subjects.keys()].filter((name) =>
    /^[^監]{0,6}監査(?:人|員|実施者)$/.test(name),
  )
  const roleNames = [...acting, ...auditors].filter(
    (name) =>
      !THING.test(name) &&
      (auditors.includes(name) || !ROLE_PHRASE.test(name)) &&
      (auditors.includes(name) || (subjects.get(name) ?? 0) >= 2 || given.has(name)),
  )
  if (roleNames.length === 0) return /(?!)/
  return new RegExp(
    `^(?:${roleNames
      .sort((a, b) => b.length - a.length)
      .map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|')})$`,
  )
}
