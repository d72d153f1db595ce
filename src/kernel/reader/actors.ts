import { OFFICE, ROLE_PHRASE } from './lexicon.ts'
import type { LearnedName } from './reading.ts'
import { compact, endsPredicate, sentences, withoutBrackets } from './text.ts'
import type { Leaf } from './leaf.ts'

const SPLIT =
  /、|・(?=[^・]{3,}(?:者|会|課))|及び|並びに|又は|若しくは|もしくは|または|および|と(?=[^と]{2,}(?:者|会)$)|や(?=[^や]{2,}(?:者|会)$)/
const ADJECTIVE = new RegExp(
  '^(?:.{0,8}直属の|当該|その|各|所管する|全ての|すべての|報告を受けた|連絡を受けた|通知を受けた|幹部を含め(?:た)?(?:全ての|すべての)?|上記|申請を受けた' +
    '|[^、]{0,30}(?:における|に係る|に関する|を受けた|を得た|に所属する|所属する|に気付いた|を発見した|を知った|している|された|を所管する|を管理する))(?=.{3,})',
)

/**
 * Trims what stands before the office of an actor: 報告を受けた責任者 → 責任者. A description in 者 stays whole.
 */
function trimActor(phrase: string): string {
  let out = compact(withoutBrackets(phrase))
    .replace(/^[^：:]{2,10}[：:]/, '')
    .replace(
      /^(?:なお|また|ただし|但し|さらに|特に|原則として|加えて|併せて|一方|その他|例えば)、?/,
      '',
    )
    .replace(/^.{0,16}(?:に応じて?|やかに|直ちに|早急に|なく|次第|事前に|必ず)(?=.{2,})/, '')
  if (/は/.test(out) && OFFICE.test(out)) out = out.replace(/^.*は/, '')
  if (/(?:責任者|管理者|担当者|利用課長|主任|委員会)等?$/.test(out))
    out = out.replace(/^.*[ぁ-ん](?=[^ぁ-ん]{3,}$)/, '')
  for (let i = 0; i < 3; i++) {
    const next = OFFICE.test(out) && !/に関する統一的/.test(out) ? out.replace(ADJECTIVE, '') : out
    if (next === out) break
    out = next
  }
  return out
}

/** A person described by an activity: 情報資産を運搬する者. */
const DESCRIBED = /^.{3,44}(?:[るう]|た|ない)者(?:等)?$/

/** The actors named in a phrase such as `甲及び乙`; [] when the phrase is no name of actors. */
export function actorsIn(phrase: string, also?: RegExp): string[] {
  const whole = compact(withoutBrackets(phrase)).split('、').at(-1) ?? ''
  if (DESCRIBED.test(whole))
    return [
      trimActor(whole)
        .replace(/^.*に該当する/, '')
        .replace(/^の/, ''),
    ]
  const parts = compact(withoutBrackets(phrase))
    .split(SPLIT)
    .map((p) => trimActor(p))
    .filter((p) => p !== '')
  const names: string[] = []
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] as string
    if (
      part.length > 36 ||
      /^[0-9０-９]/.test(part) ||
      !(ROLE_PHRASE.test(part) || also?.test(part))
    )
      break
    names.unshift(part)
  }
  return names
}

const CLAUSE_BEFORE =
  /(?:場合|とき|時|際|ため|もと|上で|とともに|ほか|に基づき|に従い|に応じ|に伴い|て|し|り|き|い|み|え|れ|で|に|は|を|が|から|より|も|と)$/

/** A clause that goes on to describe a noun: 管理者が配る端末. */
const RELATIVE =
  /^[^、。はを]{0,12}?(?<!によ|におけ|に関す|に対す|に係|とす)(?:る|た)(?=[一-龠ァ-ヶA-Za-z]|もの|初め)/

/** The subject of a sentence when it names actors. */
export function subjectOf(sentence: string, also?: RegExp): string[] {
  const s = compact(withoutBrackets(sentence))
  const marks = [...s.matchAll(/(?:は|が|においては|については|には)(?=、|[^、]|$)/g)].slice(0, 14)
  for (const mark of marks) {
    if (mark[0] !== 'は' && mark[0] !== 'が') continue
    const until = s.slice(0, mark.index)
    if (/(?:場合|際|とき|に|で|と)$/.test(until)) continue
    if (
      mark[0] === 'が' &&
      /^(?:必要|保有|所有|管理|指定|定め|認め|作成|実施する場合|行う場合|使用|利用|許可|所属|示|設置|指名|別に|提供|判断|遵守す|守る)/.test(
        s.slice(mark.index + 1),
      ) &&
      !/^実施する。?$/.test(s.slice(mark.index + 1))
    )
      continue
    if (
      mark[0] === 'が' &&
      /^[^、。]{0,30}(?:場合|とき|よう|者|際|おそれ|ため|こと)/.test(s.slice(mark.index + 1))
    )
      continue
    if (mark[0] === 'が' && RELATIVE.test(s.slice(mark.index + 1))) continue
    const names = listBefore(until, also)
    if (names.length > 0) return names
    if (mark[0] === 'は' && mark.index > 70) break
  }
  return []
}

/** Who is spoken of in a condition: 職員等が持ち出す場合は. */
function conditionSubject(sentence: string, also?: RegExp): string[] {
  const s = compact(withoutBrackets(sentence))
  const match = /^([^。]{2,80}?)が[^。はが]{2,40}(?:場合|とき|際)(?:は|には|、)/.exec(s)
  if (!match) return []
  return listBefore(match[1] ?? '', also).filter((n) => OFFICE.test(n))
}

/** The list of actors that a text closes with. */
export function listBefore(text: string, also?: RegExp): string[] {
  const tail = text.slice(-120)
  const chunks = tail.split('、')
  const names: string[] = []
  for (let i = chunks.length - 1; i >= 0; i--) {
    const found = actorsIn(chunks[i] as string, also)
    const whole = (chunks[i] as string).split(SPLIT).filter((p) => p !== '').length
    if (found.length === 0) break
    names.unshift(...found)
    if (found.length < whole) break
    if (i > 0 && CLAUSE_BEFORE.test(chunks[i - 1] as string)) break
  }
  return names
}

const APPOINTS = /^(.{1,160}?)を、?([^、。を]{2,60}?)と(?:する|します|し)/
const SETS_UP =
  /([^、。はをに]{3,60})を(?:それぞれ)?(?:[0-9０-９一二三１２]\s?名(?:ずつ)?)?(?:、)?(?:置く|置き|設置する|選任する|指名する|指名します|任命し|任命する)/

function appointees(sentence: string, also?: RegExp): string[] {
  const s = compact(withoutBrackets(sentence))
  const named =
    /^([^、。は]{2,30})は、?([^、。]{2,24}?)(?:と(?:する|します)|をもって充てる|を充てる)。?$/.exec(
      s,
    )
  if (named) {
    const pair = [...actorsIn(named[1] ?? '', also), ...actorsIn(named[2] ?? '', also)]
    if (pair.length > 1) return pair
  }
  const made = APPOINTS.exec(s)
  if (made) {
    const office = actorsIn((made[2] ?? '').replace(/^.*に関する/, ''), also)
    const holder = (made[1] ?? '').replace(/^.*は、?/, '')
    if (office.length > 0)
      return [
        ...(ROLE_PHRASE.test(holder) && !DESCRIBED.test(holder.split('、').at(-1) ?? '')
          ? listBefore(holder, also)
          : []),
        ...office,
      ]
  }
  const placed = SETS_UP.exec(s)
  return placed ? actorsIn((placed[1] ?? '').replace(/^.*(?:に|ごとに)/, ''), also) : []
}

const HEADING_ROLE =
  /^(?:\d\s)?(.{2,40}?)(?:の)?(?:設置|役割|権限と責任|権限|責務|責任|遵守事項|義務|実施事項|管理責任|対策事項|指定|業務)?(?:・役割)?(?:に関する定め|等)?$/

/** Who a heading speaks of, if it is named after an office or an audience. */
function headingActor(heading: string, names: readonly LearnedName[]): string[] {
  const bare = compact(withoutBrackets(heading))
  const audience = /^(.{2,12})向け/.exec(bare)
  if (audience) {
    const wide = `${audience[1]}等`
    return [names.some((n) => n.name === wide) ? wide : (audience[1] ?? '')]
  }
  if (/^委託先.*(?:基準|リスト|チェック|確認)/.test(bare)) return ['委託先']
  if (/・[^・]{1,4}者$/.test(bare)) return []
  const role = HEADING_ROLE.exec(bare)
  return role
    ? OFFICE.test(role[1] ?? '') || /(?:委員会|窓口|CSIRT)$/.test(role[1] ?? '')
      ? actorsIn(role[1] ?? '')
      : []
    : []
}

/** Headings under which everybody is spoken to. */
const EVERYBODY =
  /テレワーク|在宅|勤務中|外出|離席|クリアデスク|クリアスクリーン|私有|私物|遵守事項/

const AUDITOR = /[^|:^(]*監査(?:人|員|実施者)/

/** How the document calls everybody who works there: 職員等, 従業員 … ; '' when it does not. */
export function everybodyIn(leaves: readonly Leaf[]): string {
  const counts = new Map<string, number>()
  for (const leaf of leaves) {
    const name = /(?:^|[、。])(職員等|教職員等?|役職員等?|従業員等?|従業者|社員等?|職員)は/.exec(
      leaf.text,
    )?.[1]
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

const MERE_LIST = /含(?:む|め)/

/** The actors of a leaf. */
export function actorsOf(
  leaf: Leaf,
  names: readonly LearnedName[],
  binds: boolean,
  everybody: string,
  also?: RegExp,
): string[] {
  const own = new Set<string>()
  for (const sentence of sentences(leaf.text)) {
    const appointed = appointees(sentence, also)
    const subject = subjectOf(sentence, also)
    if (own.size > 0 && subject.some((n) => n.length > 16)) continue
    for (const name of appointed.length > 0 && (subject.length === 0 || appointed.length > 1)
      ? appointed
      : subject)
      own.add(name)
  }
  if (own.size === 0 && binds && endsPredicate(leaf.text))
    for (const name of sentences(leaf.text)
      .map((s) => conditionSubject(s, also))
      .find((n) => n.length > 0) ?? [])
      own.add(name)
  if (own.size > 0) return [...own]
  if (leaf.row !== undefined && leaf.source === 'row') {
    const row = actorsIn(leaf.row).filter((n) => n.length > 1)
    const holder =
      leaf.holder !== undefined && leaf.holder.length <= 24 && OFFICE.test(leaf.holder)
        ? actorsIn(leaf.holder)
        : []
    if (row.length > 0 || holder.length > 0)
      return row.every((n) => n.length <= 5) && holder.length > 0
        ? holder
        : [...row, ...(leaf.holder && leaf.holder.length <= 8 ? holder : [])]
  }
  if (leaf.source === 'bullet' && leaf.holder !== undefined && OFFICE.test(leaf.holder))
    return actorsIn(leaf.holder)
  const tabular = leaf.source === 'bullet' || leaf.source === 'row'
  const contents = MERE_LIST.test(leaf.leads.at(-1) ?? '')
  for (
    let i = !binds && (tabular || (leaf.carries && !contents)) ? -1 : leaf.leads.length - 1;
    i >= 0;
    i--
  ) {
    const lead = leaf.leads[i] as string
    for (const sentence of leaf.carries ? sentences(lead).toReversed() : sentences(lead)) {
      const subject = subjectOf(sentence, also)
      if (subject.length > 0) return subject
    }
    if (contents && !leaf.carries) break
  }
  const carried = leaf.carries && (binds || contents) ? leaf.before.toReversed() : []
  for (const paragraph of carried) {
    const subject = sentences(paragraph)
      .map((s) => subjectOf(s, also))
      .findLast((n) => n.length > 0)
    if (subject) return subject
  }
  const auditor =
    also && binds && /監査の実施|監査の方法/.test(leaf.path.join(' '))
      ? AUDITOR.exec(also.source)?.[0]
      : undefined
  if (auditor) return [auditor]
  if (binds && everybody !== '' && leaf.carries && EVERYBODY.test(leaf.path.slice(1).join(' ')))
    return [everybody]
  for (let i = leaf.path.length - 1; i >= 0; i--) {
    const heading = headingActor(leaf.path[i] as string, names)
    if (heading.length > 0 && (binds || !/向け/.test(leaf.path[i] as string))) return heading
  }
  return []
}
