/**
 * Recognises the numbering at the beginning of a line: 第1条, 2, （１）, ①, (ア), イ, a, Ⅰ, 2―1―1, ・, ◇ …
 */
import { endsPredicate, halfWidth } from './text.ts'

/** The numbering found at the head of a line. */
export interface Label {
  /**
   * Which series it belongs to, such as `第条`, `d`, `(d)`, `①`, `(ア)`, `b:・`. Two labels of one
   * style are siblings or cousins.
   */
  readonly style: string
  /** Its place in the series, from 1; 0 for marks that do not count. */
  readonly value: number
  /** As a reference writes it: half-width, without closing dots. */
  readonly display: string
  /** What follows the numbering. */
  readonly rest: string
}

const KANA =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラム'
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟'
const PAREN = '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇'
const ROMAN = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ'
const KANJI: Readonly<Record<string, number>> = {
  〇: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** Place of a katakana in the ア-order (1 = ア). */
const kanaIndex = (c: string): number => KANA.indexOf(c) + 1
/** Place of a katakana in the イロハ-order (1 = イ). */
export const irohaIndex = (c: string): number => IROHA.indexOf(c) + 1

/** A number written in Arabic or Chinese figures. */
function parseNumeral(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text)
  let total = 0
  let digit = 0
  for (const c of text) {
    if (c === '百' || c === '十') {
      total += (digit || 1) * (c === '百' ? 100 : 10)
      digit = 0
    } else {
      digit = KANJI[c] ?? 0
    }
  }
  return total + digit
}

const COUNTED =
  '(?!\\s?(?:以上|以下|以内|未満|回(?!線|復|答|収)|日(?!常|本|誌)|年(?!度計|間計)|月|時間(?!外)|' +
  '分(?!類|析|担|離|掌)|秒|個(?!人|別)|名(?!称|簿|前)|件(?!名)|人(?![的材事物員])|' +
  '台(?!帳)|種(?!別|類)|文字|桁|階(?!層)|週|円(?!滑)|%|％|倍|点(?!検)|枚|か月|ヶ月|カ月|つ|者|割|歳|号|項(?!目|番)|条(?!件|例|文)))'
const FIG = '[0-9〇一二三四五六七八九十百]'

interface Recogniser {
  readonly pattern: RegExp
  read(match: RegExpExecArray): { style: string; value: number; display: string } | undefined
}

const RECOGNISERS: readonly Recogniser[] = [
  {
    pattern: new RegExp(
      `^第\\s?(${FIG}{1,6})\\s?(編|部|章|節|款|目|条|項|号)(?:の(${FIG}{1,3}))?(?![のにをはがへ及又第各中等若並ただか、,])[\\s:.]*`,
    ),
    read: (m) => ({
      style: `第${m[2]}`,
      value: parseNumeral(m[1] ?? '') + (m[3] ? parseNumeral(m[3]) / 100 : 0),
      display: `第${parseNumeral(m[1] ?? '')}${m[2]}${m[3] ? `の${parseNumeral(m[3])}` : ''}`,
    }),
  },
  {
    pattern: /^第\s?([0-9]{1,3})\s+(?=\S)/,
    read: (m) => ({ style: '第', value: Number(m[1]), display: `第${m[1]}` }),
  },
  {
    pattern: new RegExp(
      `^([0-9]{1,3}(?:\\s?[.\\-―–‐−—ー]\\s?[0-9]{1,3}){1,5})[.)]?(?![0-9,:/~％%])${COUNTED}\\s*(?=\\S|$)`,
    ),
    read: (m) => {
      const parts = (m[1] ?? '').split(/\s?[.\-―–‐−—ー]\s?/).map(Number)
      const dot = /\./.test(m[1] ?? '') ? '.' : '-'
      return { style: `n${parts.length}`, value: parts.at(-1) ?? 0, display: parts.join(dot) }
    },
  },
  {
    pattern: /^([0-9]{1,3})[.)、:](?![0-9])\s*/,
    read: (m) => ({ style: 'd', value: Number(m[1]), display: m[1] ?? '' }),
  },
  {
    pattern: /^([1-9])\s([0-9])\s+(?=[^0-9\s])/,
    read: (m) => ({ style: 'd', value: Number(`${m[1]}${m[2]}`), display: `${m[1]}${m[2]}` }),
  },
  {
    pattern: new RegExp(`^([0-9]{1,3})\\s+${COUNTED}(?=\\S)`),
    read: (m) => ({ style: 'd', value: Number(m[1]), display: m[1] ?? '' }),
  },
  {
    pattern: /^\(\s?([0-9]{1,3})\s?\)\s*/,
    read: (m) => ({ style: '(d)', value: Number(m[1]), display: `(${m[1]})` }),
  },
  {
    pattern: new RegExp(`^([${PAREN}])\\s*`),
    read: (m) => ({
      style: '(d)',
      value: PAREN.indexOf(m[1] ?? '') + 1,
      display: `(${PAREN.indexOf(m[1] ?? '') + 1})`,
    }),
  },
  {
    pattern: new RegExp(`^([${CIRCLED}])\\s*`),
    read: (m) => ({ style: '①', value: CIRCLED.indexOf(m[1] ?? '') + 1, display: m[1] ?? '' }),
  },
  {
    pattern: new RegExp(`^\\(\\s?([${KANA}])\\s?\\)\\s*`),
    read: (m) => ({ style: '(ア)', value: kanaIndex(m[1] ?? ''), display: `(${m[1]})` }),
  },
  {
    pattern: new RegExp(`^([${KANA}])[.)、:\\s]\\s*(?=\\S)`),
    read: (m) => ({ style: 'ア', value: kanaIndex(m[1] ?? ''), display: m[1] ?? '' }),
  },
  {
    pattern: /^\(\s?([a-z])\s?\)\s*/,
    read: (m) => ({ style: '(a)', value: (m[1] ?? 'a').charCodeAt(0) - 96, display: `(${m[1]})` }),
  },
  {
    pattern: /^([a-z])[.)\s]\s*(?=\S)/,
    read: (m) => ({ style: 'a', value: (m[1] ?? 'a').charCodeAt(0) - 96, display: m[1] ?? '' }),
  },
  {
    pattern: /^([A-Z])[.)]\s*(?=\S)/,
    read: (m) => ({ style: 'A', value: (m[1] ?? 'A').charCodeAt(0) - 64, display: m[1] ?? '' }),
  },
  {
    pattern: new RegExp(`^([${ROMAN}])[.\\s]*(?=\\S)`),
    read: (m) => ({ style: 'Ⅰ', value: ROMAN.indexOf(m[1] ?? '') + 1, display: m[1] ?? '' }),
  },
  {
    pattern: /^([一二三四五六七八九十]{1,3})[\s、.]\s*(?=\S)/,
    read: (m) => ({ style: '一', value: parseNumeral(m[1] ?? ''), display: m[1] ?? '' }),
  },
  {
    pattern: /^\(([一二三四五六七八九十]{1,3})\)\s*/,
    read: (m) => ({ style: '(一)', value: parseNumeral(m[1] ?? ''), display: `(${m[1]})` }),
  },
  {
    pattern: /^(注|備考|参考)\s?([0-9]{0,2})\s?[:)]\s*(?=\S)/,
    read: (m) => ({ style: '注', value: Number(m[2] || 0), display: `${m[1]}${m[2]}` }),
  },
  {
    pattern: /^(注)\s?([0-9]{1,2})\s+(?=\S)/,
    read: (m) => ({ style: '注', value: Number(m[2]), display: `注${m[2]}` }),
  },
  {
    pattern: /^\((注)\s?([0-9]{0,2})\)\s*/,
    read: (m) => ({ style: '注', value: Number(m[2] || 0), display: `注${m[2]}` }),
  },
  {
    pattern: /^([※*])\s?([0-9]{0,2})\s?(?=\S)/,
    read: (m) => ({ style: '※', value: Number(m[2] || 0), display: `※${m[2]}` }),
  },
  {
    pattern: /^([◇◆■□●○◎▼▽▲△★☆])(?!\1)\s*(?=\S)/,
    read: (m) => ({ style: `b:${m[1]}`, value: 0, display: m[1] ?? '' }),
  },
  { pattern: /^([・·•‣▪])\s*(?=\S)/, read: () => ({ style: 'b:・', value: 0, display: '・' }) },
  { pattern: /^([-–−➢✓✔])\s+(?=\S)/, read: () => ({ style: 'b:-', value: 0, display: '・' }) },
]

/** Words after a number that show it is a reference in running text, not a numbering. */
const REFERS = /^(?:[のにをはがとへ]|から|まで|及び|又は|並びに|若しくは|により|による|に係|に基づ)/

/** The numbering at the head of a line, if there is one. Looks at the first 32 characters only. */
export function readLabel(text: string): Label | undefined {
  const head = halfWidth(text.slice(0, 32))
  for (const recogniser of RECOGNISERS) {
    const match = recogniser.pattern.exec(head)
    if (match === null) continue
    const found = recogniser.read(match)
    const rest = text.slice(match[0].length).trim()
    if (found && /^[①⑴(]/.test(found.display) && REFERS.test(rest)) return undefined
    if (found) return { ...found, rest }
  }
  return undefined
}

/** A line that is nothing but a bracketed title: 【補足】, ＜例＞, （目的）. */
export function bracketTitle(text: string): string | undefined {
  const t = text.trim()
  if (t.length < 3 || t.length > 48) return undefined
  const angle =
    /^(?:【([^【】]{1,44})】|[＜<≪《〈［[]([^＜＞<>≪≫《》〈〉［］[\]]{1,44})[＞>≫》〉］\]])$/.exec(
      t,
    )
  if (angle) return (angle[1] ?? angle[2] ?? '').trim()
  const round = /^[（(]([^（）()]{1,30})[）)]$/.exec(t)
  if (
    round &&
    round[1] &&
    !endsPredicate(round[1]) &&
    !/^[0-9０-９ア-ンa-zA-Z一二三四五六七八九十、。]+$/.test(round[1])
  )
    return round[1].trim()
  return undefined
}
