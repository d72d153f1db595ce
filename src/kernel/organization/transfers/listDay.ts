import { parseDate, parseKanjiNumber } from '../../calendar/parse.ts'

/** What the title of a list of transfers says about its day. */
interface TitleDay {
  /** The day from which the list holds, where the title names one (令和9年4月1日付け). */
  readonly on?: string
  /** A day in the middle of the year that it speaks of: days without a year lie near it. */
  readonly near?: string
}

const wholeDay =
  /((?:令和|平成|[RH])?[0-9元〇一二三四五六七八九十]+年\d+月\d+日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?=付|発令|(?:の)?(?:定期)?人事異動)/u
const yearOnly = /(令和|平成|[RH])\.?([0-9元一二三四五六七八九十]+)年(度?)|(20\d\d)年(度?)/u

/** Reads the title of a list, or the name of its file. */
export function titleDay(title: string): TitleDay {
  const text = title.normalize('NFKC').replaceAll(/\s+/g, '')
  const day = wholeDay.exec(text)?.[1]
  const date = day === undefined ? undefined : parseDate(day)
  if (date?.ok === true && date.precision === 'day') return { on: date.date, near: date.date }
  const match = yearOnly.exec(text)
  if (match === null) return {}
  const [, era, eraYear, eraFiscal, western, westernFiscal] = match
  const first = era === '令和' || era === 'R' ? 2019 : 1989
  const counted = eraYear === '元' ? 1 : parseKanjiNumber(eraYear ?? '')
  const year = western === undefined ? first + (counted ?? 1) - 1 : Number(western)
  return { near: (eraFiscal ?? westernFiscal) === '度' ? `${year}-10-01` : `${year}-07-01` }
}

/** A cell with a day, in full where it can be read. */
export function listDay(text: string, near: string | undefined): string {
  const date = parseDate(text.replace(/付け?$/u, ''), near)
  return date.ok && date.precision === 'day' ? date.date : text
}
