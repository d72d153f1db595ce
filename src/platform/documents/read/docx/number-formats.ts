/**
 * Numbers as Word writes them, by the name of the format (ECMA-376 part 1, 17.18.59
 * ST_NumberFormat).
 */

const aiueo =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const iroha =
  'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン'
const stems = '甲乙丙丁戊己庚辛壬癸'
const branches = '子丑寅卯辰巳午未申酉戌亥'
const digits = '〇一二三四五六七八九'
const legalDigits = '零壱弐参四五六七八九'

type Format = (value: number) => string

const formats: Readonly<Record<string, Format>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: (n) =>
    enclosed(n, [
      [1, 20, 0x2460],
      [21, 35, 0x3251],
      [36, 50, 0x32b1],
    ]),
  decimalEnclosedCircleChinese: (n) => enclosed(n, [[1, 20, 0x2460]]),
  decimalEnclosedParen: (n) => enclosed(n, [[1, 20, 0x2474]]),
  decimalEnclosedFullstop: (n) => enclosed(n, [[1, 20, 0x2488]]),
  ideographEnclosedCircle: (n) => enclosed(n, [[1, 10, 0x3280]]),
  numberInDash: (n) => `- ${n} -`,
  upperRoman: roman,
  lowerRoman: (n) => roman(n).toLowerCase(),
  upperLetter: (n) => letters(n).toUpperCase(),
  lowerLetter: letters,
  aiueo: (n) => cycle(n, aiueo),
  aiueoFullWidth: (n) => cycle(n, aiueo),
  iroha: (n) => cycle(n, iroha),
  irohaFullWidth: (n) => cycle(n, iroha),
  ideographTraditional: (n) => cycle(n, stems),
  ideographZodiac: (n) => cycle(n, branches),
  ideographDigital: digital,
  japaneseDigitalTenThousand: digital,
  japaneseCounting: (n) => counting(n, digits, '十百千'),
  chineseCounting: (n) => counting(n, digits, '十百千'),
  chineseCountingThousand: (n) => counting(n, digits, '十百千'),
  taiwaneseCounting: (n) => counting(n, digits, '十百千'),
  japaneseLegal: (n) => counting(n, legalDigits, '拾百阡'),
  ideographLegalTraditional: (n) => counting(n, legalDigits, '拾百阡'),
  ordinal: (n) =>
    `${n}${['st', 'nd', 'rd'][n % 100 > 10 && n % 100 < 14 ? 3 : (n % 10) - 1] ?? 'th'}`,
  none: () => '',
}

/** A number in a format; plain digits for an unknown format. */
export function formatNumber(value: number, format: string): string {
  return (formats[format] ?? String)(value)
}

function fullWidth(value: number): string {
  return String(value).replaceAll(/\d/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
  )
}

function enclosed(value: number, ranges: readonly (readonly [number, number, number])[]): string {
  const range = ranges.find(([from, to]) => value >= from && value <= to)
  return range === undefined ? String(value) : String.fromCodePoint(range[2] + value - range[0])
}

function cycle(value: number, signs: string): string {
  return value < 1 ? String(value) : (signs[(value - 1) % signs.length] ?? '')
}

/** a … z, aa, bb, as Word counts. */
function letters(value: number): string {
  if (value < 1) return String(value)
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(10, Math.ceil(value / 26)))
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  const signs: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = value
  let text = ''
  for (const [weight, sign] of signs) {
    while (rest >= weight) {
      text += sign
      rest -= weight
    }
  }
  return text
}

function digital(value: number): string {
  return String(value).replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? '')
}

/** 一, 十, 十一, 二百三. */
function counting(value: number, signs: string, units: string): string {
  if (value <= 0 || value > 9999) return digital(value)
  const figures = [...String(value)].map(Number)
  return figures
    .map((figure, i) => {
      const unit = figures.length - 1 - i
      if (figure === 0) return ''
      return `${figure === 1 && unit > 0 ? '' : (signs[figure] ?? '')}${unit > 0 ? (units[unit - 1] ?? '') : ''}`
    })
    .join('')
}
