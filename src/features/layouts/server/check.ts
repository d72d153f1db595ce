import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import { findPlaces, openUploadedLayout } from '#platform/documents/layout/index.ts'
import type { PlaceOccurrence, LayoutBook, PlaceFault } from '#platform/documents/layout/index.ts'
import { meaningOf, nearest } from './offers.ts'
import type { OfferWithMeaning } from './offers.ts'

/** A layout that can be used: the workbook, and its placeholders. */
export interface CheckedLayout {
  readonly book: LayoutBook
  readonly places: readonly PlaceOccurrence[]
}

/**
 * Reads a workbook as the layout of a form. All faulty placeholders are reported at once. Problems:
 * those of `openUploadedLayout`, layout-places.
 */
export async function checkLayout(
  bytes: Uint8Array,
  name: string,
  offers: readonly OfferWithMeaning[],
): Promise<CheckedLayout> {
  const book = await openUploadedLayout(bytes, name)
  const { places, faults } = findPlaces(book, meaningOf(offers))
  const placeFaults: FaultWords[] = faults.map((fault) => ({
    at: fault.cell,
    detail: describeFault(fault, offers),
  }))
  if (places.length === 0 && placeFaults.length === 0)
    placeFaults.push({
      at: '',
      detail: {
        ja: '書く場所が一つもありません。書きたいセルに、{申請者} のように書いてください。',
        en: 'There is not one place to write. Write “{申請者}” or the like into the cells that shall be filled.',
      },
    })
  if (placeFaults.length > 0)
    throw new ProblemError(
      problem(
        'layout-places',
        { name, count: placeFaults.length },
        { faults: placeFaults.slice(0, 200) },
      ),
    )
  return { book, places }
}

/** What is wrong with a placeholder, and what can be written instead. */
function describeFault(
  { sheet, cell, place, why }: PlaceFault,
  offers: readonly OfferWithMeaning[],
): Words {
  const parts = [sheet, cell].filter((part) => part !== '')
  const suggestion = why === 'unknown' ? nearest(offers, place) : undefined
  const sentence: Words = {
    unknown:
      suggestion === undefined
        ? {
            ja: `「{${place}}」という項目はありません。「書ける名前」の一覧から選んでください。`,
            en: `There is no field “{${place}}”. Choose one from the list of names.`,
          }
        : {
            ja: `「{${place}}」という項目はありません。{${suggestion}} なら書けます。`,
            en: `There is no field “{${place}}”. You can write {${suggestion}}.`,
          },
    formula: {
      ja: `式の中の「{${place}}」には書けません。式のない、文字だけのセルに書いてください。`,
      en: `“{${place}}” inside a formula cannot be filled. Write it in a cell of plain text.`,
    },
    brace: {
      ja: `「${place}」の { と } がそろっていません。{申請者} のように書いてください。`,
      en: `“${place}” has { and } that do not match. Write it like “{申請者}”.`,
    },
    drawing: {
      ja: `図形の中の「{${place}}」には書けません。セルに書いてください。`,
      en: `“{${place}}” inside a drawing cannot be filled. Write it in a cell.`,
    },
    page: {
      ja: `ヘッダーとフッターの「{${place}}」には書けません。セルに書いてください。`,
      en: `“{${place}}” in a header or footer cannot be filled. Write it in a cell.`,
    },
    rows: {
      ja: `「{${place}}」は、同じ表のほかの列と同じ行に書いてください。`,
      en: `Write “{${place}}” in the same row as the other columns of its table.`,
    },
  }[why]
  return parts.length === 0
    ? sentence
    : { ja: `${parts.join(' の ')}：${sentence.ja}`, en: `${parts.join(' ')}: ${sentence.en}` }
}

/** The placeholders of a layout that mean nothing any more. */
export function unknownPlaces(
  places: readonly PlaceOccurrence[],
  offers: readonly OfferWithMeaning[],
): Words[] {
  const mean = meaningOf(offers)
  return places
    .filter(({ place }) => mean(place) === undefined)
    .map((place) => describeFault({ ...place, why: 'unknown' }, offers))
}
