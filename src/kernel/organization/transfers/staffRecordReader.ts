import { parseDate } from '../../calendar/parse.ts'
import { searchKey } from '../../fields/search.ts'
import type { OrganizationView } from '../types.ts'
import { transferFault } from './faults.ts'
import { nameKey, PostNames, UnitNames } from './names.ts'
import { numberKey } from './persons.ts'
import { SectionNames } from './sections.ts'
import type { StaffRecord, TransferFault, TransferListRow, TransferList } from './types.ts'
import { dayWords } from '../../words/days.ts'
import type { Words } from '../../words/words.ts'

/** Columns of the list that must not be empty. */
const columns = {
  name: { ja: '氏名', en: 'the name' },
  kana: { ja: 'ふりがな', en: 'the reading of the name' },
  employment: { ja: '雇用区分', en: 'the kind of employment' },
  unit: { ja: '所属', en: 'the unit' },
} as const satisfies Readonly<Record<string, Words>>

/** A line, and the further lines that give the same person more posts (兼務). */
export interface PersonRows {
  readonly main: TransferListRow
  readonly more: readonly TransferListRow[]
}

/**
 * Reads the lines about a person into the record that the person will have, with a fault for
 * everything that cannot be read.
 */
export class StaffRecordReader {
  readonly #list: TransferList
  readonly #org: OrganizationView
  readonly #units: UnitNames
  readonly #sections: SectionNames
  readonly #posts: PostNames
  readonly #ranks: ReadonlySet<string>

  constructor(list: TransferList, org: OrganizationView) {
    this.#list = list
    this.#org = org
    this.#units = new UnitNames(org)
    this.#sections = new SectionNames(org)
    this.#posts = new PostNames(org, list.on)
    this.#ranks = new Set(list.ranks.map(nameKey))
  }

  /** `before` is missing for somebody new. */
  read(
    { main, more }: PersonRows,
    before: StaffRecord | undefined,
    faults: TransferFault[],
  ): StaffRecord {
    const name = cellOrStored(main.name, before?.name, nameKey)
    const requireValue = (what: Words, column: string, value: string): void => {
      if (value === '')
        faults.push(transferFault('missing', { what }, { row: main.row, name, column }))
    }
    requireValue(columns.name, '氏名', name)
    const kana = cellOrStored(main.kana, before?.kana, kanaKey)
    const employment = cellOrStored(main.employment, before?.employment, nameKey)
    if (before === undefined) {
      requireValue(columns.kana, 'ふりがな', kana)
      requireValue(columns.employment, '雇用区分', employment)
    }
    const unit = this.#unit(main, name, before, faults)
    return {
      name,
      kana,
      employment,
      unit: unit ?? before?.unit ?? '',
      posts: this.#postsOf({ main, more }, unit, name, before, faults),
      number: cellOrStored(main.number, before?.number, numberKey) || null,
      phone: cellOrStored(main.phone, before?.phone, nameKey) || null,
      email: this.#email(main, name, before, faults),
      until: this.#until(main, name, before, faults),
    }
  }

  #unit(
    row: TransferListRow,
    name: string,
    before: StaffRecord | undefined,
    faults: TransferFault[],
  ): string | undefined {
    const text = trim(row.unit)
    if (text !== '') return this.#namedUnit(text, row, name, faults)
    const section = this.#sections.unitOf(row.sections ?? [])
    if (section !== undefined) return section
    if (before !== undefined && !this.#list.everyone) return before.unit
    faults.push(
      transferFault('missing', { what: columns.unit }, { row: row.row, name, column: '所属' }),
    )
    return undefined
  }

  #namedUnit(
    text: string,
    row: TransferListRow,
    name: string,
    faults: TransferFault[],
  ): string | undefined {
    const match = this.#units.find(text)
    if ('one' in match) return match.one
    const at = { row: row.row, name, column: '所属', value: text }
    const near = 'none' in match ? match.near : undefined
    faults.push(
      'several' in match
        ? transferFault('ambiguous-unit', { name: text }, at)
        : transferFault('unknown-unit', { name: text, near }, at),
    )
    return undefined
  }

  /** Without a column of posts, those in a unit that is not left are kept. */
  #postsOf(
    { main, more }: PersonRows,
    unit: string | undefined,
    name: string,
    before: StaffRecord | undefined,
    faults: TransferFault[],
  ): string[] {
    const keptPosts =
      main.post !== undefined
        ? []
        : (before?.posts ?? []).filter((post) => this.#org.posts.get(post)?.unit === unit)
    const own = splitList(main.post).flatMap((text) => this.#post(text, unit, main, name, faults))
    const also = isConcurrent(main)
      ? []
      : splitList(main.also).flatMap((text) => this.#elsewhere(text, unit, main, name, faults))
    const others = more.flatMap((row) => {
      const otherUnit =
        trim(row.unit) === '' ? unit : this.#namedUnit(trim(row.unit), row, name, faults)
      return splitList(row.post).flatMap((text) => this.#post(text, otherUnit, row, name, faults))
    })
    return [...new Set([...keptPosts, ...own, ...also, ...others])]
  }

  #post(
    text: string,
    unit: string | undefined,
    row: TransferListRow,
    name: string,
    faults: TransferFault[],
  ): string[] {
    if (this.#ranks.has(nameKey(text))) return []
    const match = this.#posts.find(text, unit)
    if ('one' in match) return [match.one]
    if (unit === undefined) return []
    const at = { row: row.row, name, column: '職', value: text, unit }
    faults.push(
      'several' in match
        ? transferFault('ambiguous-post', { name: text }, at)
        : transferFault(
            'unknown-post',
            { name: text, unit: this.#org.units.get(unit)?.title ?? '' },
            at,
          ),
    )
    return []
  }

  /** 「会計室 会計室長」 or a title that there is only once. */
  #elsewhere(
    text: string,
    unit: string | undefined,
    row: TransferListRow,
    name: string,
    faults: TransferFault[],
  ): string[] {
    const words = text.split(/[\s\u3000/]+/)
    for (let cut = words.length - 1; cut > 0; cut -= 1) {
      const otherUnit = this.#units.find(words.slice(0, cut).join(' '))
      if ('one' in otherUnit)
        return this.#post(words.slice(cut).join(' '), otherUnit.one, row, name, faults)
    }
    return this.#post(text, unit, row, name, faults)
  }

  #email(
    row: TransferListRow,
    name: string,
    before: StaffRecord | undefined,
    faults: TransferFault[],
  ): string | null {
    const text = trim(row.email).normalize('NFKC')
    if (text === '') return before?.email ?? null
    if (!/^[^@\s]+@[^@\s]+$/.test(text))
      faults.push(
        transferFault(
          'bad-email',
          { name: text },
          { row: row.row, name, column: 'メール', value: text },
        ),
      )
    return text
  }

  #until(
    row: TransferListRow,
    name: string,
    before: StaffRecord | undefined,
    faults: TransferFault[],
  ): string | null {
    const text = trim(row.until)
    if (text === '') return before?.until ?? null
    const date = parseDate(text)
    if (!date.ok || date.precision !== 'day') {
      faults.push(
        transferFault(
          'bad-date',
          { name: text },
          { row: row.row, name, column: '在籍の終わり', value: text },
        ),
      )
      return null
    }
    if (date.date < this.#list.on)
      faults.push(
        transferFault(
          'until-before',
          { until: dayWords(date.date) },
          { row: row.row, name, column: '在籍の終わり', value: text },
        ),
      )
    return date.date
  }
}

/** A line that gives one more post to somebody who has a line of their own. */
export function isConcurrent(row: TransferListRow): boolean {
  return /^(?:兼務?|併任|兼職|○|〇)$/.test(trim(row.also))
}

/** The text of a cell; the stored text where the cell is empty or only spells it differently. */
function cellOrStored(
  cell: string | undefined,
  before: string | null | undefined,
  key: (text: string) => string,
): string {
  const text = trim(cell)
  return text === '' || key(text) === key(before ?? '') ? (before ?? text) : text
}

/** ハヤシ ミドリ reads as はやしみどり. */
const kanaKey = (text: string): string => searchKey(text).replaceAll(/\s/g, '')

function trim(text: string | undefined): string {
  return (text ?? '').trim()
}

function splitList(text: string | undefined): string[] {
  return trim(text)
    .split(/[、,;；\n]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
}
