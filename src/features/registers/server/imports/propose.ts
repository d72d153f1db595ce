import { headerKey } from '#platform/documents/tables/index.ts'
import type { ImportColumn } from '../../contract/imports.ts'

/**
 * Which column of a file is which column of a register: by its name, as it was said last time, by
 * words of the same sense, by likeness, by what stands in it.
 */

/** A column of the register, as a target. */
export interface Target {
  readonly header: string
  /** It says which entry a row is: read also where it is hidden. */
  readonly names?: boolean
  /** Headings that the pack gives for it. */
  readonly synonyms?: readonly string[]
  /** Where it is one part of another column: that column, the stem of its name, what reads it. */
  readonly part?: {
    readonly of: string
    readonly stem: string
    readonly reads: (value: string) => boolean
  }
  /** Whether values tell the column: a date or a choice does, a text does not. */
  readonly reads?: (value: string) => boolean
}

/** A column of the file. */
export interface FileColumn {
  readonly header: string
  readonly samples: readonly string[]
  readonly hidden?: boolean
}

export type ProposedColumn = Pick<ImportColumn, 'header' | 'target' | 'by'>

/** General words of lists, in groups of one sense. */
const senses: readonly (readonly string[])[] = [
  ['名称', '名前', '件名', '品名', '題名', 'タイトル', '名', 'name'],
  ['ふりがな', 'フリガナ', 'よみ', 'よみがな', '読み', '読み方', 'カナ', 'かな'],
  ['登録番号', '管理番号', '整理番号', '台帳番号', '登録no', '管理no'],
  [
    '所属',
    '部署',
    '部署名',
    '所属名',
    '課',
    '課名',
    '担当課',
    '所管課',
    '主管課',
    '所管',
    '担当部署',
    '部課名',
  ],
  ['保管場所', '保管先', '保存場所', '置き場所', '場所', '設置場所', '所在'],
  ['備考', '摘要', 'メモ', '特記事項', '注記'],
  ['状態', '状況', 'ステータス'],
  ['担当者', '担当', '取扱者', '担当者名', '使用者', '利用者'],
  ['形', '形態', '媒体', '媒体の種類', '記録媒体'],
  ['保存期間', '保管期間', '保存年限'],
  ['購入日', '取得日', '導入日', '購入年月日', '取得年月日'],
  ['登録日', '作成日', '登録年月日', '作成年月日'],
  ['廃棄日', '処分日', '廃棄年月日', '処分年月日'],
].map((group) => group.map(headerKey))

const least = 0.6
const fewestSamples = 3

/**
 * The target of each column, each target at most once; '' for a column that is not used. `kept`:
 * what was said before, by heading.
 */
export function proposeColumns(
  columns: readonly FileColumn[],
  targets: readonly Target[],
  kept: Readonly<Record<string, string>>,
): readonly ProposedColumn[] {
  const free = new Map(targets.map((target) => [target.header, target]))
  const proposed = new Map<string, ProposedColumn>()
  const take = (header: string, target: string, by: ProposedColumn['by']): void => {
    proposed.set(header, { header, target, by })
    free.delete(target)
  }
  const open = (): typeof columns => columns.filter(({ header }) => !proposed.has(header))
  for (const { header, hidden } of columns) {
    if (hidden === true) continue
    const target = kept[headerKey(header)]
    if (target === '' || (target !== undefined && free.has(target))) take(header, target, 'kept')
  }
  for (const { header, hidden } of open()) {
    const target = [...free.values()].find((one) => headerKey(one.header) === headerKey(header))
    if (hidden === true && target?.names !== true)
      proposed.set(header, { header, target: '', by: 'hidden' })
    else if (target !== undefined) take(header, target.header, 'name')
  }
  for (const { header } of open()) {
    const named = [...free.values()].find(({ synonyms = [] }) =>
      synonyms.some((synonym) => headerKey(synonym) === headerKey(header)),
    )
    if (named !== undefined) take(header, named.header, 'name')
  }
  for (const { header, samples } of open()) {
    const part = [...free.values()].find(
      ({ part }) =>
        part !== undefined &&
        part.stem.length > 1 &&
        header.includes(part.stem) &&
        samples.length > 0 &&
        samples.filter(part.reads).length >= samples.length * 0.8,
    )
    if (part !== undefined) take(header, part.header, 'contents')
  }
  for (const { header } of open()) {
    const target = [...free.keys()].find((title) => isSameSense(title, header))
    if (target !== undefined) take(header, target, 'sense')
  }
  for (const { header } of open()) {
    const target = [...free.keys()].find((title) => isSameSense(title, lastWord(header)))
    if (target !== undefined) take(header, target, 'sense')
  }
  const likely = open()
    .flatMap(({ header }) =>
      [...free.keys()].map((title) => ({ header, title, score: likeness(title, header) })),
    )
    .filter(({ score }) => score >= least)
    .toSorted((a, b) => b.score - a.score)
  for (const { header, title } of likely)
    if (!proposed.has(header) && free.has(title)) take(header, title, 'likeness')
  for (const { header, target } of byContents(open(), [...free.values()]))
    take(header, target, 'contents')
  return columns.map(({ header }) => proposed.get(header) ?? { header, target: '', by: 'none' })
}

function isSameSense(title: string, header: string): boolean {
  const [one, other] = [bare(title), bare(header)]
  return one === other || senses.some((group) => group.includes(one) && group.includes(other))
}

/** A heading without what stands in brackets behind it. */
function bare(header: string): string {
  return headerKey(header).replaceAll(/[(（[].*[)）\]]/g, '') || headerKey(header)
}

/** What a heading of several words is about: its last one (情報の名前 is a 名前). */
function lastWord(header: string): string {
  return bare(header).split('の').at(-1) ?? ''
}

function likeness(title: string, header: string): number {
  const [one, other] = [pairsOf(bare(title)), pairsOf(bare(header))]
  if (one.length === 0 || other.length === 0) return 0
  const rest = [...other]
  const shared = one.filter((pair) => {
    const at = rest.indexOf(pair)
    if (at !== -1) rest.splice(at, 1)
    return at !== -1
  })
  return (2 * shared.length) / (one.length + other.length)
}

function pairsOf(text: string): readonly string[] {
  const letters = [...text].slice(0, 60)
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)
}

/** Columns whose values fit one target only, which no other column fits. */
function byContents(
  columns: readonly { readonly header: string; readonly samples: readonly string[] }[],
  targets: readonly Target[],
): readonly { readonly header: string; readonly target: string }[] {
  const fits = columns.flatMap(({ header, samples }) => {
    if (samples.length < fewestSamples) return []
    return targets
      .filter(
        ({ reads }) => reads !== undefined && samples.filter(reads).length >= samples.length * 0.8,
      )
      .map((target) => ({ header, target: target.header }))
  })
  const isWhole = ({ header, target }: (typeof fits)[number]): boolean =>
    fits.some(
      (other) =>
        other.header === header &&
        targets.find((one) => one.header === other.target)?.part?.of === target,
    )
  return fits
    .filter((fit) => !isWhole(fit))
    .filter(
      (fit, _, fits) =>
        fits.filter((other) => other.header === fit.header).length === 1 &&
        fits.filter((other) => other.target === fit.target).length === 1,
    )
}
