import type { Modality } from './reading.ts'
import { isNominal } from './headings.ts'
import { ROLE_PHRASE } from './lexicon.ts'
import { endsPredicate, sentences, withoutBrackets } from './text.ts'
import type { Leaf } from './leaf.ts'

interface Rule {
  readonly modality: Modality
  readonly pattern: RegExp
}

/**
 * Tried in order on a sentence; the first that fits decides. Ends are written without the closing
 * mark.
 */
const SENTENCE_RULES: readonly Rule[] = [
  { modality: 'inform', pattern: /編集時注意|書き換えて|文言を選択|に伴い追加|変更箇所/ },
  {
    modality: 'endeavour',
    pattern: /努め(?:る|なければ|ること|てください|るものと|られたい|ます|たい)|努力す|努めて/,
  },
  {
    modality: 'recommend',
    pattern:
      /望ましい|推奨(?:する(?![一-龠ァ-ヶA-Za-z])|します|され|：|:)|心[がか掛]けて|参考にしてください|奨励/,
  },
  { modality: 'must', pattern: /(?:許可|承認)を(?:受け|得)て[^。]{0,10}可能$/ },
  { modality: 'must_not', pattern: /こと[がは]できない(?![一-龠])|ことはできません/ },
  {
    modality: 'may',
    pattern:
      /(?:できる|できます|できるもの(?:と|で)す?る?|差し支えない|てもよい|ても良い|必要は(?:ない|ありません)|(?<!不)可とする|可能とする|を妨げない|こともある|認められる|可能)$/,
  },
  {
    modality: 'may',
    pattern:
      /権限(?:及び責任|と責任|・責任|と義務)?を(?:有する|有します|持つ|持ちます|負う|有し)(?=$|もの|か|、)/,
  },
  {
    modality: 'must_not',
    pattern: new RegExp(
      '(?:ては|では)(?:ならない|なりません|いけません|いけない|ならず)|ならないものとする|(?:ない|ぬ)で(?:ください|下さい)|(?:を|は|も|厳|原則|持込み?' +
        '|再利用|全面|利用|接続)\\s?(?:固く|一切|原則(?:として)?)?(?:禁止|禁ずる|禁じる|厳禁)(?!事項|する[一-龠ァ-ヶ])|控えて(?:ください|下さい)|禁止(?:する(?![一-龠ァ-ヶ])|です' +
        '|とする|とします|されて|します)|請求できない|こと[がは]できない(?![一-龠])|ことはできません|応じないこと|不可(?:とする|とします|です)?$|^(?:原則)?禁止|(?:禁止' +
        '|厳禁|不可)$|非公開とする|公開しない',
    ),
  },
  {
    modality: 'must',
    pattern:
      /ないように?(?:する(?:こと|ものとする)?|しなければ|措置|対策|[^。]{1,20}(?:しなければ|すること|するものとする))/,
  },
  {
    modality: 'must_not',
    pattern:
      /(?:[わたらかさばがまなしみけえせべれ]|てい)ない(?:こと|ものとする|ようにしてください|よう(?:に)?気を付けてください|よう注意してください)$/,
  },
  { modality: 'must', pattern: /なければな(?:らない|りません)|ねばならない|なければいけない/ },
  { modality: 'must_not', pattern: /(?:[わたらかさばがまなしみけ]|せ|れ|え|ち込ま)ない$/ },
  {
    modality: 'inform',
    pattern:
      /目的と(?:する|します)|ご(?:利用|覧)ください|意味する|表して(?:いる|おります|います)|記載したもの/,
  },
  {
    modality: 'define',
    pattern: new RegExp(
      '(?:をいう|といいます|をいいます|という|と呼ぶ|を指す|のことをいう|を示す|意味する|と定義する|ケースです|情報です|ものです|のとおりとする|の通りとする|のとおりです' +
        '|適用する|適用される|(?<!処分の)対象と(?:する|します)|とする。?ここで)$',
    ),
  },
  {
    modality: 'must',
    pattern: new RegExp(
      '(?:て|で)(?:ください|下さい)|こと$|ものと(?:する|します)|必要(?:です|がある|があります)?$|しなければ|られたい|べき(?:である|です)?$|義務|責任を(?:負' +
        '|有)|を要する',
    ),
  },
]

/** しない that is asked of things rather than forbidden to people, after a positive act. */
const PASSIVE_NOT =
  /(?:され|でき|出来|られ|ことの|ことが|おそれの|生じ|起き|起こら|発生し|分から|わから)ない/
/** A positive act before the last, negative clause: 消去し、放置しないで. */
const POSITIVE_FIRST =
  /(?:[一-龠ァ-ヶ]し|閉じる|変更し|とともに|こととし|ようにし|取り外して)、(?!又は|若しくは|または)[^、]*(?:、[^、]{0,12})?(?:ない|ならない|なりません|いけません)[^、]*$/
const DONE_FIRST =
  /(?:収納し|取り外し|保管し|消去し|処理し|設定し|管理し|閉じる|配慮|[いきぎしちにびみり]、[^、]{0,20})$/

/** Nouns that state an act: 施錠保管, ウイルスチェックの実施. */
const ACT_NOUN = new RegExp(
  '(?:(?:の|・)(?:実施|記録|作成|整備|徹底|確保|管理|保管|把握|遵守|設定|配備|提出|報告|連絡|確認|見直し|規定|選択|廃棄|復旧|格納|措置|付与|固定' +
    '|制限|禁止|利用|使用|掲載|一斉送信|明確化|表示|復元|適用|検討|立案|判断|収集|共有|把握|分析|見直し))$|施錠管理|書込禁止措置|施錠$|要着用$|再利用$',
)

/** An act put as a noun with its object: 貸与品を利用, 消火器設置. */
const ACTS = new RegExp(
  '(?:を|に|で|から|して|による)[^、。\\t]{0,14}(?:利用|使用|実施|選択|削除|設定|記録|保有|取得|実行|確認|遵守|記載|設置|施錠|通報|作動)$|(?:消火器' +
    '|検知器|設備|機器|カメラ)設置$|(?:^|\\t)要着用$',
)

function ofSentence(raw: string): Modality | undefined {
  const s = raw
    .replace(/[（(][^（）()]{0,120}[）)]/g, '')
    .replace(/[。．.\s]+$/, '')
    .replace(/[）)」]+$/, '')
  for (const { modality, pattern } of SENTENCE_RULES) {
    if (!pattern.test(s)) continue
    if (
      modality === 'must_not' &&
      !/こと[がは]でき/.test(s) &&
      POSITIVE_FIRST.test(s) &&
      !/禁止|不可|非公開/.test(s)
    )
      return 'must'
    if (
      modality === 'must_not' &&
      !/こと[がは]でき/.test(s) &&
      /ない(?:よう|こと|ものとする|$)/.test(s.slice(-16)) &&
      !/(?:ては|では)(?:なら|なり|いけ)/.test(s) &&
      !/禁止|不可|非公開/.test(s)
    ) {
      const at = s.lastIndexOf('ない')
      if (PASSIVE_NOT.test(s.slice(Math.max(0, at - 4), at + 2))) return 'must'
      if (DONE_FIRST.test(s.slice(0, Math.max(0, at - 8))) && /よう/.test(s.slice(at)))
        return 'must'
    }
    return modality
  }
  return undefined
}

/** Leads whose lists say what a thing is or contains. */
const DEFINES_LIST =
  /含(?:む|める)(?:もの|こと)?(?:と(?:する|します))?[。：:]?$|とおり|通り|をいう|対象(?:は|と)|以下の?(?:いずれかの)?(?:要素|場合|例)|想定|推奨資格/

/** What an announcing sentence makes of the nouns listed under it. */
function fromLead(lead: string): Modality {
  const own = ofSentence(sentences(lead).at(-1) ?? lead)
  if (own === 'may' || own === 'must_not') return own
  if (DEFINES_LIST.test(lead) && !/明記|遵守|措置を|講じ/.test(lead))
    return /推奨/.test(lead) ? 'recommend' : 'define'
  return /(?:分類|区分|格付)(?:し|する|を行)/.test(lead) ? 'define' : (own ?? 'must')
}

/** A lead whose list names forbidden acts. */
const FORBIDS =
  /(?:ては|では)(?:ならない|なりません|いけません|いけない)|禁止(?:する|します|とする)/
const OUGHT_COLUMN = /制限|対策|管理方法|手順|措置|方法|対応|取扱い|手続|ルール|遵守/
/** Headings of tables whose rows say what has to be kept or done. */
const BINDING_TABLE =
  /(?:バックアップ|ログ)[^。]{0,12}(?:対象|期間|項目|頻度)|(?:更新|アップデート)方法$/
const BIND_HEADING = /役割・責任$|対策$|措置$|遵守事項|実施事項|手順$|管理方法|禁止事項/

/** Sentences that draw the scope of the document or set a date for it. */
const SCOPE = new RegExp(
  '^[^。]{0,40}(?:範囲|対象(?:者|組織|機関)?|適用(?:される|する)[^。、]{0,12}|名称|構成員|指定)(?:は|について)、?[^。]*(?<!もの)と(?:する' +
    '|します)(?:もの)?。?$|^(?:この|本)[^、。]{1,16}は、[^。]*定める(?:ものとする)?。?$' +
    '|^[^。置]{2,60}をもって充てる。?$|(?:施行|適用)する。?$|(?:のみ|並びに[^。]{2,20}|[^。]{2,20}者)とする。?$' +
    '|読み替えるものとする|について定めるものとする' +
    '|に定めるところによる',
)

/** A lead that says what its list is: …は以下の情報. */
const NAMES_LIST = /は、?(?:以下|次)の(?:情報|もの|各号|場合)(?:です|である|をいう|とする)?。?$/
/** A level of a scale and what it means: 高：業務が止まるおそれがある. */
const LEVEL = /^(?:緊急|重大|最高|高|中|低|大|小|レベル\s?[0-9０-９])[：:]/
/** Says that a thing belongs to the scope as well. */
const ADDS = /(?:も|に)含む(?:ものとする)?。?$/
/** Nothing but the call to keep what follows. */
const CALLS = /(?:場合|とき|際)(?:は|に|には)、?以下を(?:遵守|実施|設定)(?:する|すること)。?$/

/** Bare nouns that name rather than ask. */
function nominalOf(leaf: Leaf, text: string): Modality | undefined {
  if (/TEL[：:]|電話番号[：:]/.test(text)) return 'define'
  if (/[（(]例[:：]|[（(][^（）()]*など[）)]$|(?:届出|窓口)$/.test(text)) return 'define'
  if (/(?:事態|制度|おそれ|ケース)$/.test(text)) return 'define'
  if (text.length <= 16 && ROLE_PHRASE.test(text) && leaf.source !== 'row' && isNominal(text))
    return 'define'
  if (
    leaf.source === 'bullet' &&
    !OUGHT_COLUMN.test(leaf.column ?? '') &&
    !ACT_NOUN.test(text) &&
    !/禁止|不可|以上$|以下$|以内$/.test(text)
  )
    return 'define'
  return undefined
}

/** The modality of a leaf. */
export function modalityOf(leaf: Leaf): Modality {
  const text = leaf.text.trim()
  if (leaf.source === 'form') return 'must'
  const all = sentences(text)
  const lead = leaf.leads.at(-1)
  if (
    LEVEL.test(text) ||
    (lead && NAMES_LIST.test(lead) && !/なければならない|こと。?$|ください。?$/.test(text))
  )
    return 'define'
  if (
    leaf.source === 'bullet' &&
    lead &&
    (isNominal(lead) || /^[①-⑳]/.test(lead)) &&
    !text.endsWith('。')
  )
    return 'inform'
  const heading = leaf.path.at(-1) ?? ''
  for (const s of all) {
    if (
      !endsPredicate(withoutBrackets(s).replace(/。$/, '')) &&
      !/(?:禁止|不可|必要|可能|可)[）)]*。?$/.test(s.replace(/[（(][^（）()]*[）)]。?$/, ''))
    )
      continue
    if (/^(?:これは|.{2,20}とは、).*(?:ケースです|をいう|をいいます)。?$/.test(s)) return 'define'
    if (
      SCOPE.test(withoutBrackets(s)) ||
      ADDS.test(s) ||
      (all.length === 1 && leaf.source === 'item' && CALLS.test(s))
    )
      return 'define'
    if (FORBIDS.test(leaf.leads.at(-1) ?? '') && /(?:こと|行為|使用|利用)。?$/.test(s))
      return 'must_not'
    if (
      /ている[。]?$|てある。?$|(?<!ことが|ことは)できない。?$/.test(s) &&
      leaf.source !== 'paragraph' &&
      all.length === 1
    )
      return 'define'
    const found = ofSentence(s)
    if (found && !(found === 'define' && all.length > 1)) return appointed(text, found)
  }
  const clause = endsPredicate(text.replace(/[。．.]+$/, ''))
  const bare = text.replace(/[。．]+$/, '')
  if (!clause && (ACTS.test(bare) || /含(?:む|める)[：:]$/.test(bare)))
    return /必要に応じ/.test(text) ? 'may' : 'must'
  if (leaf.source === 'row' && leaf.row !== undefined && text.startsWith(leaf.row)) {
    if (
      /(?:責任を負う|する|行う|講じる|努める)。?$/.test(text) ||
      (text.endsWith('。') && !/(?:いう|ある|です|います)。$/.test(text))
    )
      return /権限/.test(text) ? 'may' : /努め/.test(text) ? 'endeavour' : 'must'
    return BINDING_TABLE.test(heading) ? 'must' : 'define'
  }
  if (clause) {
    if (/とする。?$|とします。?$/.test(text) && isAppointment(text)) return 'define'
    return /(?:である|です)。?$/.test(text) ? 'define' : 'must'
  }
  const named =
    lead && /(?:できる|できるものとする)。?$/.test(lead) ? undefined : nominalOf(leaf, bare)
  if (named) return named
  if (/禁止(?:事項|する|される|行為)/.test(heading)) return 'must_not'
  if (/禁止(?!等|の)/.test(withoutBrackets(text))) return 'must_not'
  if (/^(?:詳細|概要|説明|定義|内容)$/.test(leaf.column ?? '')) return 'define'
  if (/(?:以上|以内|以下)$/.test(text) && /条件|要件|設定|文字|基準/.test(heading)) return 'must'
  if (OUGHT_COLUMN.test(leaf.column ?? '') || ACT_NOUN.test(bare)) return 'must'
  if (lead && leaf.source === 'bullet' && isNominal(lead)) return 'inform'
  if (lead) return fromLead(lead)
  if (BIND_HEADING.test(heading)) return 'must'
  return 'define'
}

/** `甲を、乙とする`: somebody or something is made to hold a name. */
function isAppointment(text: string): boolean {
  if (/処分の対象/.test(text)) return false
  if (/^[^、。]{2,40}は、[^。]{1,160}(?:職員|者|○○)と(?:する|します)。?$/.test(text)) return true
  return new RegExp(
    '^[^。]{1,160}(?:を|は)、?[^。、]{0,40}(?:責任者|管理者|担当者|委員会?|主任|者|長|CISO|ＣＩＳＯ|CSIRT|窓口|範囲|対象|職員|員)[^。、]{0,16}(?<!もの' +
      '|必要)と(?:する|します)',
  ).test(text)
}

function appointed(text: string, found: Modality): Modality {
  if (found === 'must' && isAppointment(text) && /と(?:する|します)。?$/.test(text)) return 'define'
  return found
}
