/**
 * What a provision is about, by the words of its wording and of its surroundings; each word votes
 * with the points of a table.
 */
import { KIND_POINTS } from './kindPoints.ts'
import { KIND_TERMS } from './kindTerms.ts'
import type { Kind, Modality } from './reading.ts'
import { endsPredicate } from './text.ts'
import type { Leaf } from './leaf.ts'

type Finder = (text: string) => boolean

/** Plain words are looked for as they stand, the few others as patterns. */
function finderOf(term: string): Finder {
  if (/[\\^$.*+?()[\]{}]/.test(term)) {
    const pattern = new RegExp(term)
    return (text) => pattern.test(text)
  }
  const words = term.split('|')
  return (text) => words.some((w) => text.includes(w))
}

const FINDERS: readonly Finder[] = KIND_TERMS.map(finderOf)
const PLACE_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  ['t', 'e', 'h', 'l', 'c'].map((place) => [place, KIND_TERMS.map((t) => `${place}:${t}`)]),
)

/**
 * Places of the terms that a text holds. `seen` keeps those of headings and leads, which many
 * leaves share.
 */
function termsIn(text: string, seen: Map<string, readonly number[]>): readonly number[] {
  const cached = seen.get(text)
  if (cached) return cached
  const found: number[] = []
  FINDERS.forEach((finds, i) => {
    if (finds(text)) found.push(i)
  })
  seen.set(text, found)
  return found
}

/** Facets already read that say something about the kind. */
export interface FacetsOfKind {
  readonly modality: Modality
  readonly actor: readonly string[]
  readonly approvers: readonly string[]
  readonly informs: readonly string[]
  readonly period: string
  readonly deadline: string
}

/**
 * Topics that a heading gives to all that stands under it. The nearest heading that names one
 * decides; tried in order within a heading.
 */
const TOPICS: readonly (readonly [Kind, RegExp])[] = [
  ['exception', /例外|適用除外|違反|懲戒|罰則/],
  ['audit', /監査|自己点検|内部点検/],
  ['training', /研修|教育|訓練|啓発|人材育成/],
  ['vuln', /脆弱性|セキュリティ情報の収集|脅威情報|セキュリティホール|アップデート|更新プログラム/],
  [
    'contract',
    /委託|契約|約款|特記事項|再委託|外部サービス|取引先|派遣労働|守秘義務|損害賠償|クラウドサービスの選定/,
  ],
  [
    'incident',
    /インシデント(?!の?報告)|事故|侵害|緊急時|障害|被害|初期対応|事後対応|抑制措置|再発防止|漏えい|感染|紛失|盗難|誤送信|内部犯行|不正アクセス(?!対策|の防止)|公表|警察|事業継続|発見/,
  ],
  ['report', /報告|連絡|届出|通報/],
  ['classify', /分類(?!の表示)|格付/],
  ['register', /台帳|一覧|名簿/],
  ['record', /ログ|記録|証跡|障害記録/],
  ['permit', /許可|承認|申請/],
  ['person', /退職|異動|雇用|採用|離職/],
  [
    'handling',
    /持ち?出|廃棄|保管|送信|運搬|提供|媒体|情報資産の(?:管理|取扱|利用|作成|入手)|取扱い|返却|消去/,
  ],
  [
    'role',
    /組織|役割|責任体制|管理体制|体制|責任者$|管理者$|担当者$|委員会$|設置|兼務|権限と責任|CISO|CSIRT/,
  ],
  ['duty', /定期|バックアップ|保守/],
  ['document', /手順|ポリシーの|見直し|策定|文書|基本方針の/],
  [
    'conduct',
    /遵守事項|責務|離席|利用上|留意|クリア|テレワーク|在宅|SNS|ソーシャル|インターネットの利用|電子メールの利用|禁止|画面|事務室/,
  ],
  [
    'control',
    /物理的|技術的|ネットワーク|アクセス|サーバ|機器|電源|ケーブル|システム|パスワード|ID|通信|対策|強靱|管理区域|設定|端末/,
  ],
  ['other', /目的|適用範囲|対象範囲|趣旨|附則|法令|定義|用語/],
]

function topicOf(path: readonly string[]): Kind | undefined {
  for (let i = path.length - 1; i >= 0; i--) {
    const found = TOPICS.find(([, pattern]) => pattern.test(path[i] as string))
    if (found) return found[0]
  }
  return undefined
}

/**
 * Names of the features of a leaf: `t:` words of the wording, `e:` of its last clause, `h:` of the
 * headings, `l:` of the announcing sentence, `c:` of the table.
 */
export function kindFeatures(
  leaf: Leaf,
  facets: FacetsOfKind,
  seen: Map<string, readonly number[]> = new Map(),
): string[] {
  const lead = (leaf.leads.at(-1) ?? '').slice(-300)
  const bare =
    !endsPredicate(leaf.text) || (lead !== '' && leaf.text.length < 40 && !leaf.text.endsWith('。'))
  const places: readonly [string, string][] = [
    ['t', leaf.text.slice(0, 400)],
    ['e', (bare && lead !== '' ? lead : leaf.text).slice(-26)],
    ['h', leaf.path.slice(-2).join(' ')],
    ['l', lead],
    ['c', [leaf.row ?? '', leaf.column ?? ''].join(' ')],
  ]
  const out: string[] = ['bias', `m:${facets.modality}`, `s:${leaf.source}`]
  for (const [place, text] of places) {
    if (text === '') continue
    const named = PLACE_NAMES.get(place) ?? []
    for (const i of termsIn(text, seen)) out.push(named[i] ?? '')
  }
  const topic = topicOf(leaf.path)
  out.push(`topic:${topic ?? 'none'}`)
  for (const kind of new Set(leaf.path.map((p) => topicOf([p]))))
    if (kind && kind !== topic) out.push(`under:${kind}`)
  if (bare) out.push('bare')
  if (facets.approvers.length > 0) out.push('f:approvers')
  if (facets.informs.length > 0) out.push('f:informs')
  if (facets.period !== '') out.push(`f:${facets.period}`)
  if (facets.deadline !== '') out.push('f:deadline')
  if (facets.actor.length === 0) out.push('f:nobody')
  else if (/^(?:職員|従業員|社員|利用者|教職員)/.test(facets.actor[0] ?? ''))
    out.push('f:everybody')
  else if (/^(?:乙|甲|委託|受託|再委託)/.test(facets.actor[0] ?? '')) out.push('f:contractor')
  else out.push('f:office')
  return out
}

/** The kind with the most points. */
export function kindOf(
  leaf: Leaf,
  facets: FacetsOfKind,
  seen?: Map<string, readonly number[]>,
): Kind {
  const totals = new Map<Kind, number>()
  for (const feature of kindFeatures(leaf, facets, seen)) {
    const points = KIND_POINTS.get(feature)
    if (points)
      for (const [kind, value] of points) totals.set(kind, (totals.get(kind) ?? 0) + value)
  }
  let best: Kind = 'other'
  let most = -Infinity
  for (const [kind, value] of totals) {
    if (value > most) {
      best = kind
      most = value
    }
  }
  return best
}
