/** Who allows and who is told. */
import { actorsIn, listBefore, subjectOf } from './actors.ts'
import { ALLOW, TELL } from './lexicon.ts'
import { compact, endsPredicate, sentences, withoutBrackets } from './text.ts'
import type { Leaf } from './leaf.ts'

const ASKED = new RegExp(
  `(?:の|に|から|へ)、?(?:事前の?に?|あらかじめ|書面による|書面で|申請し、?)?` +
    `(?:${ALLOW})(?:を|が|に基づ|なく|を必要|なしに|により|の上|後)(?:得|受|必要|と|い|貰|もら|き|、|も|求|する|$|持|個)?`,
  'g',
)
/** Allowing told as the act of somebody, or asked by laying before somebody. */
const GIVEN_BY: readonly RegExp[] = [
  /([^。]{2,90})(?:に|へ)(?:諮り|諮った上で|付議し|報告し|申請し|提出し|届け出て|申し出て)、?(?:その)?(?:許可|承認|了承|決裁|承諾)/g,
  /([^。]{2,60})が(?:[^、。]{1,12}し、)?(?:承認|許可|決裁)する(?!場合|者|もの|こと)/g,
  /([^。]{2,60})が(?:特に)?(?:認めた|許可した|承認した|必要と認めた)/g,
]
/** Whether a sentence speaks of allowing at all. */
const ALLOWS = /許可|承認|了承|了解|同意|決裁|承諾|認可|決定|審議|認め|申請に基づ|申請を受け/
/** Whether a sentence speaks of telling at all. */
const TELLS = new RegExp(`${TELL}|連絡を密|共有|連携に努め`)
const GRANTS = /(?:許可|承認|決定)(?:する|し|します|を行|を与え)/

/**
 * Acts that somebody does because they were applied for, or where what is prescribed does not fit:
 * whoever does them allows them.
 */
const ON_REQUEST =
  /(?:から|より)の申請(?:に基づき|を受け(?:て|た場合)?)、?[^。]{0,60}(?:登録|変更|抹消|付与|貸与|発行|許可)[^。]{0,20}(?:行う|する)|異なる取扱い[^。]{0,60}決定する/

/** Who has to allow what the leaf speaks of. */
export function approversOf(leaf: Leaf, actors: readonly string[], also?: RegExp): string[] {
  const out: string[] = []
  for (const sentence of sentences(leaf.text)) {
    if (!ALLOWS.test(sentence)) continue
    const s = compact(withoutBrackets(sentence))
    for (const match of s.matchAll(ASKED)) {
      if (/^(?:の|に)、?(?:指示|判断)/.test(match[0])) continue
      const found = listBefore(cutClause(s.slice(0, match.index)), also)
      out.push(...found)
    }
    for (const pattern of GIVEN_BY)
      for (const match of s.matchAll(pattern))
        out.push(...listBefore(cutClause(match[1] ?? ''), also))
    const granted =
      /許可(?:する|を与える)(?:場合|もの|こと|とき)|承認(?:する|した)(?:場合|もの|こと)|許可することが|(?:確認|考慮)[^。]{0,20}許可/.exec(
        s,
      )
    if (
      granted &&
      out.length === 0 &&
      actors.length > 0 &&
      GRANTS.test(s) &&
      !/(?:許可|承認)された/.test(s)
    )
      out.push(...actors)
    if (out.length === 0 && actors.length === 1 && ON_REQUEST.test(s)) out.push(...actors)
    const decides = /([^、。はをに]{2,30}委員会)において、?.{0,80}(?:決定|承認|審議)する/.exec(s)
    if (decides && out.length === 0) out.push(...actorsIn(decides[1] ?? ''))
  }
  const lead = leaf.leads.at(-1)
  if (
    out.length === 0 &&
    lead &&
    !endsPredicate(leaf.text) &&
    /許可することができる|許可する|承認する/.test(lead)
  )
    out.push(...subjectOf(lead, also))
  return [...new Set(out)]
}

/** Cuts off what belongs to an earlier clause: 甲は、乙の許可 → 乙. */
function cutClause(text: string): string {
  return text.replace(
    new RegExp(
      '^.*(?:場合は|場合には|には|では|ときは|際は|際には|あたり|当たって(?:は)?|について(?:は)?|して|とし|より|ため|により|とともに|上で|(?<![又或若]' +
        '|また|もしく|しく)は|を(?!所管|管理する|担当する|有する|所掌)|必ず|事前に|あらかじめ|なく)、?(?=.)',
    ),
    '',
  )
}

const TOLD = new RegExp(
  `(?:に対し(?:て)?|に対する|に|へ|宛(?:て)?に|とともに)、?` +
    `(?:[^、。]{0,30}?(?:を|と|について|の|速やか|直ち|早急|遅滞|事前|その|連絡)[^、。にへ]{0,30}?)?` +
    `(?:速やかに|直ちに|早急に|遅滞なく|事前に|必ず|その旨を?|書面により|書面で|中間|最終|定期|対応を)?、?${TELL}`,
  'g',
)
const WITH = /([^。]{2,60})(?:との?(?:連絡を密|情報共有|緊密な連携に努め)|間で(?:情報を?)?共有)/g
const PUBLIC = new RegExp(
  '^(?:[^、]{0,12}(?:の|する|した|た))?(?:本人|関係者|関係部(?:局|署)等?|関係課等?|関係機関|社内|社内外|全従業員|住民等?|警察|報道機関|マスコミ' +
    '|受信者|被害者|監査対象部署|顧客|取引先|都道府県警察|総務省|県|国|当社|社員|委員|メーカー|保守業者|相手方?|個人情報保護委員会|情報処理推進機構|関係省庁)(?:等)?$',
)

/** Whom the leaf asks to tell, ask or warn. */
export function recipientsOf(leaf: Leaf, actors: readonly string[], also?: RegExp): string[] {
  const out: string[] = []
  const told = also ? new RegExp(`${PUBLIC.source}|${also.source}`) : PUBLIC
  for (const sentence of sentences(leaf.text)) {
    if (!TELLS.test(sentence)) continue
    const s = compact(withoutBrackets(sentence)).replace(/「[^「」]{0,60}」/g, '')
    for (const match of s.matchAll(WITH)) out.push(...listBefore(cutClause(match[1] ?? ''), told))
    for (const match of s.matchAll(TOLD)) {
      if (
        /(?:報告|通知|連絡|周知|説明|提供|申請|提出|公表)(?:された|を受け|があ|が行われ|書|先|体制|を求め)/.test(
          s.slice(match.index, match.index + match[0].length + 4),
        ) &&
        !match[0].endsWith('へ')
      ) {
        if (!/(?:を求め)/.test(s.slice(match.index, match.index + match[0].length + 4))) continue
      }
      const before = s.slice(0, match.index)
      out.push(...listBefore(cutClause(before), told))
    }
  }
  return [...new Set(out)].filter(
    (n) => !(actors.length === 1 && actors[0] === n) && n.length <= 30,
  )
}
