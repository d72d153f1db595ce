import type { ImportList, ImportLists, ImportRow, ImportView } from '../../contract/imports.ts'

/** A page of rows is about so long, as JSON in bytes; one row at least. */
const pageBytes = 30_000
/** Letters of a cell that are shown. */
const cellLetters = 200

/** The first page of each list, and how many rows each has. */
export function firstPages(lists: ImportLists): ImportLists & Pick<ImportView, 'kept'> {
  return {
    badRows: pageOf(lists.badRows.map(cut), 0),
    goodRows: pageOf(lists.goodRows.map(cut), 0),
    changedRows: pageOf(lists.changedRows, 0),
    staleRows: pageOf(lists.staleRows, 0),
    sameRows: pageOf(lists.sameRows, 0),
    kept: {
      badRows: lists.badRows.length,
      goodRows: lists.goodRows.length,
      changedRows: lists.changedRows.length,
      staleRows: lists.staleRows.length,
      sameRows: lists.sameRows.length,
    },
  }
}

/** The page of one list that begins at a row. */
export function nextPage(lists: ImportLists, of: ImportList, from: number): Partial<ImportLists> {
  switch (of) {
    case 'badRows':
    case 'goodRows':
      return { [of]: pageOf(lists[of].map(cut), from) }
    case 'changedRows':
    case 'staleRows':
      return { [of]: pageOf(lists[of], from) }
    case 'sameRows':
      return { [of]: pageOf(lists[of], from) }
  }
}

function pageOf<Row>(rows: readonly Row[], from: number): Row[] {
  const page: Row[] = []
  let bytes = 0
  for (const row of rows.slice(from)) {
    bytes += Buffer.byteLength(JSON.stringify(row))
    if (page.length > 0 && bytes > pageBytes) break
    page.push(row)
  }
  return page
}

function cut(row: ImportRow): ImportRow {
  return {
    ...row,
    cells: Object.fromEntries(
      Object.entries(row.cells).map(([header, cell]) => [header, cutText(cell)]),
    ),
    faults: row.faults.map((fault) => ({ ...fault, value: cutText(fault.value) })),
  }
}

function cutText(text: string): string {
  if (text.length <= cellLetters) return text
  return `${[...text].slice(0, cellLetters).join('')}…`
}
