/**
 * Meaning of a number cell by its format: a plain number, a date or time, or digits padded with
 * zeros.
 */
export type NumberFormat =
  | { readonly as: 'number' }
  | { readonly as: 'date' }
  | { readonly as: 'padded'; readonly digits: number }

/**
 * Built-in number formats of Excel that show dates (ECMA-376 part 1, 18.8.30, with the Japanese
 * ones).
 */
const builtInDates = new Set([
  14,
  15,
  16,
  17,
  18,
  19,
  20,
  21,
  22,
  ...range(27, 36),
  45,
  46,
  47,
  ...range(50, 58),
])

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** The meaning of a number format, from its number and its code. */
export function numberFormatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return { as: builtInDates.has(id) ? 'date' : 'number' }
  const formatCode =
    code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').split(';')[0] ?? ''
  if (/^0{2,}$/.test(formatCode)) return { as: 'padded', digits: formatCode.length }
  return { as: /[ymdhsge]/i.test(formatCode) && !/^general/i.test(formatCode) ? 'date' : 'number' }
}

/** A number of a cell as text. Excel keeps 15 digits; those behind are noise. */
export function numberText(raw: string, format: NumberFormat, date1904: boolean): string {
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  if (format.as === 'date') return dateText(value, date1904)
  if (format.as === 'padded' && Number.isInteger(value))
    return String(value).padStart(format.digits, '0')
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)))
}

const dayInMilliseconds = 86_400_000
/**
 * Day 0 of Excel's calendar from day 61 on; days 1 to 60 are one day later, because Excel takes
 * 1900 for a leap year.
 */
const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)

/** Excel's day number as an ISO date, date with time, or time. */
function dateText(serial: number, date1904: boolean): string {
  const days = !date1904 && serial >= 1 && serial < 60 ? serial + 1 : serial
  const seconds = Math.round((days * dayInMilliseconds) / 1000)
  const moment = new Date((date1904 ? epoch1904 : epoch1900) + seconds * 1000)
  if (Number.isNaN(moment.getTime())) return String(serial)
  const iso = moment.toISOString()
  if (serial < 1 && serial >= 0) return iso.slice(11, 19)
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19)
}
