import { parseDate } from '../../calendar/parse.ts'
import { formatEra } from '../../calendar/eras.ts'
import { searchKey } from '../../fields/search.ts'
import type { OrganizationView } from '../types.ts'
import { transferFault } from './faults.ts'
import { nameKey, PostNames, UnitNames } from './names.ts'
import { numberKey } from './persons.ts'
import type { Standing, TransferFault, TransferLine, TransferList } from './types.ts'
import type { Words } from '../../words/words.ts'

/** Columns of the list that must not be empty. */
const columns = {
  name: { ja: '氏名', en: 'the name' },
  kana: { ja: 'ふりがな', en: 'the reading of the name' },
  employment: { ja: '雇用区分', en: 'the kind of employment' },
  unit: { ja: '所属', en: 'the unit' },
} as const satisfies Readonly<Record<string, Words>>

/** A line, and the further lines that give the same person more posts (兼務). */
export interface PersonLines {
  readonly main: TransferLine
  readonly more: readonly TransferLine[]
}

/** Reads what lines ask for a person into the standing that they will have, and says everything that cannot be read. */
export class Wanted {
  readonly #list: TransferList
  readonly #org: OrganizationView
  readonly #units: UnitNames
  readonly #posts: PostNames
  readonly #ranks: ReadonlySet<string>

  constructor(list: TransferList, org: OrganizationView) {
    this.#list = list
    this.#org = org
    this.#units = new UnitNames(org)
    this.#posts = new PostNames(org, list.on)
    this.#ranks = new Set(list.ranks.map(nameKey))
  }

  /** `before` is missing for somebody new. */
  standing(
    { main, more }: PersonLines,
    before: Standing | undefined,
    faults: TransferFault[],
  ): Standing {
    const name = spelt(main.name, before?.name, nameKey)
    const demand = (what: Words, column: string, value: string): void => {
      if (value === '')
        faults.push(transferFault('missing', { what }, { row: main.row, name, column }))
    }
    demand(columns.name, '氏名', name)
    const kana = spelt(main.kana, before?.kana, kanaKey)
    const employment = spelt(main.employment, before?.employment, nameKey)
    if (before === undefined) {
      demand(columns.kana, 'ふりがな', kana)
      demand(columns.employment, '雇用区分', employment)
    }
    const unit = this.#unit(main, name, before, faults)
    return {
      name,
      kana,
      employment,
      unit: unit ?? before?.unit ?? '',
      posts: this.#postsOf({ main, more }, unit, name, before, faults),
      number: spelt(main.number, before?.number, numberKey) || null,
      phone: spelt(main.phone, before?.phone, nameKey) || null,
      email: this.#email(main, name, before, faults),
      until: this.#until(main, name, before, faults),
    }
  }

  #unit(
    line: TransferLine,
    name: string,
    before: Standing | undefined,
    faults: TransferFault[],
  ): string | undefined {
    const text = trimmed(line.unit)
    if (text !== '') return this.#namedUnit(text, line, name, faults)
    if (before !== undefined && !this.#list.everyone) return before.unit
    faults.push(
      transferFault('missing', { what: columns.unit }, { row: line.row, name, column: '所属' }),
    )
    return undefined
  }

  #namedUnit(
    text: string,
    line: TransferLine,
    name: string,
    faults: TransferFault[],
  ): string | undefined {
    const found = this.#units.find(text)
    if ('one' in found) return found.one
    const at = { row: line.row, name, column: '所属', value: text }
    const near = 'none' in found ? found.near : undefined
    faults.push(
      'several' in found
        ? transferFault('ambiguous-unit', { name: text }, at)
        : transferFault('unknown-unit', { name: text, near }, at),
    )
    return undefined
  }

  /** Without a column of posts, those in a unit that is not left are kept. */
  #postsOf(
    { main, more }: PersonLines,
    unit: string | undefined,
    name: string,
    before: Standing | undefined,
    faults: TransferFault[],
  ): string[] {
    const kept =
      main.post !== undefined
        ? []
        : (before?.posts ?? []).filter((post) => this.#org.posts.get(post)?.unit === unit)
    const own = pieces(main.post).flatMap((text) => this.#post(text, unit, main, name, faults))
    const also = isConcurrent(main)
      ? []
      : pieces(main.also).flatMap((text) => this.#elsewhere(text, unit, main, name, faults))
    const others = more.flatMap((line) => {
      const there =
        trimmed(line.unit) === '' ? unit : this.#namedUnit(trimmed(line.unit), line, name, faults)
      return pieces(line.post).flatMap((text) => this.#post(text, there, line, name, faults))
    })
    return [...new Set([...kept, ...own, ...also, ...others])]
  }

  #post(
    text: string,
    unit: string | undefined,
    line: TransferLine,
    name: string,
    faults: TransferFault[],
  ): string[] {
    if (this.#ranks.has(nameKey(text))) return []
    const found = this.#posts.find(text, unit)
    if ('one' in found) return [found.one]
    if (unit === undefined) return []
    const at = { row: line.row, name, column: '職', value: text }
    faults.push(
      'several' in found
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
    line: TransferLine,
    name: string,
    faults: TransferFault[],
  ): string[] {
    const words = text.split(/[\s\u3000/]+/)
    for (let cut = words.length - 1; cut > 0; cut -= 1) {
      const there = this.#units.find(words.slice(0, cut).join(' '))
      if ('one' in there)
        return this.#post(words.slice(cut).join(' '), there.one, line, name, faults)
    }
    return this.#post(text, unit, line, name, faults)
  }

  #email(
    line: TransferLine,
    name: string,
    before: Standing | undefined,
    faults: TransferFault[],
  ): string | null {
    const text = trimmed(line.email).normalize('NFKC')
    if (text === '') return before?.email ?? null
    if (!/^[^@\s]+@[^@\s]+$/.test(text))
      faults.push(
        transferFault(
          'bad-email',
          { name: text },
          { row: line.row, name, column: 'メール', value: text },
        ),
      )
    return text
  }

  #until(
    line: TransferLine,
    name: string,
    before: Standing | undefined,
    faults: TransferFault[],
  ): string | null {
    const text = trimmed(line.until)
    if (text === '') return before?.until ?? null
    const date = parseDate(text)
    if (!date.ok || date.precision !== 'day') {
      faults.push(
        transferFault(
          'bad-date',
          { name: text },
          { row: line.row, name, column: '在籍の終わり', value: text },
        ),
      )
      return null
    }
    if (date.date < this.#list.on)
      faults.push(
        transferFault(
          'until-before',
          { until: formatEra(date.date) },
          { row: line.row, name, column: '在籍の終わり', value: text },
        ),
      )
    return date.date
  }
}

/** A line that gives one more post to somebody who has a line of their own. */
export function isConcurrent(line: TransferLine): boolean {
  return /^(?:兼務?|併任|兼職|○|〇)$/.test(trimmed(line.also))
}

/** What a cell says; what was kept where the cell is empty or only spells the same otherwise. */
function spelt(
  cell: string | undefined,
  before: string | null | undefined,
  key: (text: string) => string,
): string {
  const text = trimmed(cell)
  return text === '' || key(text) === key(before ?? '') ? (before ?? text) : text
}

/** ハヤシ ミドリ reads as はやしみどり. */
const kanaKey = (text: string): string => searchKey(text).replaceAll(/\s/g, '')

function trimmed(text: string | undefined): string {
  return (text ?? '').trim()
}

function pieces(text: string | undefined): string[] {
  return trimmed(text)
    .split(/[、,;；\n]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
}
