import type { Styles } from './styles.ts'
import { fillCell, cellReference } from './write.ts'
import type { Value } from './write.ts'
import { attribute, escapeXml, tagsOf, decodeXml } from './xml.ts'
import type { FillTable } from './table.ts'

const spreadsheetNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationshipNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Adds a sheet 別紙 to the parts of a workbook, with a table that did not fit. */
export function attachSheet(
  parts: Map<string, Uint8Array>,
  mainPart: string,
  table: FillTable,
  styles: Styles,
): void {
  const folder = mainPart.slice(0, mainPart.lastIndexOf('/') + 1)
  const relationsPart = `${folder}_rels/${mainPart.slice(folder.length)}.rels`
  const editPart = (part: string, transform: (xml: string) => string): unknown =>
    parts.set(
      part,
      new TextEncoder().encode(transform(decodeXml(parts.get(part) ?? new Uint8Array()))),
    )
  const number = firstFreeNumber(1, (n) => !parts.has(`${folder}worksheets/sheet${n}.xml`))
  const file = `worksheets/sheet${number}.xml`
  editPart('[Content_Types].xml', (xml) =>
    insertBeforeEndTag(
      xml,
      'Types',
      (prefix) =>
        `<${prefix}Override PartName="/${folder}${file}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
    ),
  )
  editPart(relationsPart, (xml) =>
    insertBeforeEndTag(
      xml,
      'Relationships',
      (prefix) =>
        `<${prefix}Relationship Id="attached${number}" Type="${relationshipNamespace}/worksheet" Target="${file}"/>`,
    ),
  )
  editPart(mainPart, (xml) => {
    const sheets = [...tagsOf(xml)].filter((tag) => tag.name === 'sheet')
    const id = Math.max(0, ...sheets.map((tag) => Number(attribute(tag, 'sheetId')))) + 1
    const name = freeSheetName(
      table.title,
      sheets.map((tag) => attribute(tag, 'name') ?? ''),
    )
    const idName =
      sheets.flatMap((tag) => /\s([\w.-]+:id)\s*=/.exec(tag.attributes)?.[1] ?? [])[0] ?? 'r:id'
    return insertBeforeEndTag(
      xml,
      'sheets',
      (prefix) =>
        `<${prefix}sheet name="${escapeXml(name)}" sheetId="${id}" ${idName}="attached${number}"/>`,
    )
  })
  parts.set(`${folder}${file}`, new TextEncoder().encode(sheetXml(table, styles)))
}

/** Inserts text before the end of an element. */
function insertBeforeEndTag(xml: string, name: string, text: (prefix: string) => string): string {
  const end = [...tagsOf(xml)].findLast((tag) => tag.name === name && tag.kind === 'close')
  return end === undefined ? xml : xml.slice(0, end.start) + text(end.prefix) + xml.slice(end.start)
}

function freeSheetName(title: string, existingNames: readonly string[]): string {
  const base = `別紙 ${title.replaceAll(/[\\/?*[\]:']/g, ' ').trim()}`.slice(0, 26)
  const number = firstFreeNumber(1, (n) => !existingNames.includes(n === 1 ? base : `${base} ${n}`))
  return number === 1 ? base : `${base} ${number}`
}

function firstFreeNumber(from: number, isFree: (n: number) => boolean): number {
  let n = from
  while (!isFree(n)) n++
  return n
}

function sheetXml(table: FillTable, styles: Styles): string {
  const valueRows: (readonly Value[])[] = [
    [`別紙　${table.title}`],
    [],
    table.columns.map((column) => column.title),
    ...table.rows.map((row) => table.columns.map((column) => row[column.id] ?? '')),
  ]
  const rows = valueRows
    .map(
      (values, i) =>
        `<row r="${i + 1}">${values.map((value, j) => fillCell('', cellReference(i + 1, j + 1), 0, [{ text: '{0}', properties: '' }], () => value, styles)).join('')}</row>`,
    )
    .join('')
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${spreadsheetNamespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetFormatPr defaultRowHeight="18"/><cols><col min="1" max="${Math.max(1, table.columns.length)}" width="22" customWidth="1"/></cols><sheetData>${rows}</sheetData>` +
    '<pageSetup paperSize="9" orientation="portrait" fitToHeight="0"/></worksheet>'
  )
}
