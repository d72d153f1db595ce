import { problem, ProblemError } from '#kernel/problems/index.ts'
import { findPlaces, openLayout } from '#platform/documents/layout/index.ts'
import type { FoundPlace, LayoutBook, PlaceFault } from '#platform/documents/layout/index.ts'
import { meaningOf, nearest } from './offers.ts'
import type { Offered } from './offers.ts'

/** A layout that can be used: the workbook, and its places. */
export interface CheckedLayout {
  readonly book: LayoutBook
  readonly places: readonly FoundPlace[]
}

/** Reads a workbook as the layout of a form. Everything that could not be filled is told at once. Problems: those of `openLayout`, layout-places. */
export async function checkLayout(
  bytes: Uint8Array,
  name: string,
  offers: readonly Offered[],
): Promise<CheckedLayout> {
  const book = await openLayout(bytes, name)
  const { places, faults } = findPlaces(book, meaningOf(offers))
  const said = faults.map((fault) => ({ at: fault.cell, detail: sayFault(fault, offers) }))
  if (places.length === 0 && said.length === 0)
    said.push({
      at: '',
      detail: '書く場所が一つもありません。書きたいセルに、{申請者} のように書いてください。',
    })
  if (said.length > 0)
    throw new ProblemError(
      problem('layout-places', { name, count: said.length }, { faults: said.slice(0, 200) }),
    )
  return { book, places }
}

/** What is wrong with a place, and what can be written instead. */
export function sayFault(
  { sheet, cell, place, why }: PlaceFault,
  offers: readonly Offered[],
): string {
  const at = [sheet, cell].filter((part) => part !== '').join(' の ')
  const near = why === 'unknown' ? nearest(offers, place) : undefined
  const says = {
    unknown:
      near === undefined
        ? `「{${place}}」という項目はありません。「書ける名前」の一覧から選んでください。`
        : `「{${place}}」という項目はありません。{${near}} なら書けます。`,
    formula: `式の中の「{${place}}」には書けません。式のない、文字だけのセルに書いてください。`,
    brace: `「${place}」の { と } がそろっていません。{申請者} のように書いてください。`,
    drawing: `図形の中の「{${place}}」には書けません。セルに書いてください。`,
    page: `ヘッダーとフッターの「{${place}}」には書けません。セルに書いてください。`,
    rows: `「{${place}}」は、同じ表のほかの列と同じ行に書いてください。`,
  }[why]
  return at === '' ? says : `${at}：${says}`
}

/** What of the places of a layout nobody knows any more. */
export function unknownPlaces(places: readonly FoundPlace[], offers: readonly Offered[]): string[] {
  const mean = meaningOf(offers)
  return places
    .filter(({ place }) => mean(place) === undefined)
    .map((one) => sayFault({ ...one, why: 'unknown' }, offers))
}
