import { escapeXml } from '../layout/xml.ts'
import type { WorkbookPlan } from './types.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageTypes = 'http://schemas.openxmlformats.org/package/2006'
const contentTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The name of a sheet's part, from the sheet's number from 0. */
export const sheetPart = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`

/** The XML declaration. */
export function declared(xml: string): string {
  return declaration + xml
}

/**
 * The parts of a workbook that do not depend on its rows, by name. The list of types comes first,
 * because other programs detect the format by it.
 */
export function fixedParts(plan: WorkbookPlan): ReadonlyMap<string, string> {
  return new Map([
    ['[Content_Types].xml', declared(contentTypesXml(plan))],
    ['_rels/.rels', declared(relations(packageRelations))],
    ['docProps/core.xml', declared(coreXml(plan.title ?? ''))],
    ['xl/workbook.xml', declared(workbookXml(plan))],
    ['xl/_rels/workbook.xml.rels', declared(relations(workbookRelations(plan)))],
  ])
}

function contentTypesXml({ sheets }: WorkbookPlan): string {
  const overrides = [
    ['xl/workbook.xml', `${contentTypes}.sheet.main+xml`],
    ...sheets.map((_, i) => [sheetPart(i), `${contentTypes}.worksheet+xml`]),
    ['xl/styles.xml', `${contentTypes}.styles+xml`],
    ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ].map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
  return `<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}

type Relation = readonly [type: string, target: string]

const packageRelations: readonly Relation[] = [
  [`${officeTypes}/officeDocument`, 'xl/workbook.xml'],
  [`${packageTypes}/relationships/metadata/core-properties`, 'docProps/core.xml'],
]

function workbookRelations({ sheets }: WorkbookPlan): readonly Relation[] {
  return [
    ...sheets.map((_, i): Relation => [`${officeTypes}/worksheet`, `worksheets/sheet${i + 1}.xml`]),
    [`${officeTypes}/styles`, 'styles.xml'],
  ]
}

function relations(list: readonly Relation[]): string {
  const inside = list.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${packageTypes}/relationships">${inside.join('')}</Relationships>`
}

function coreXml(title: string): string {
  return `<cp:coreProperties xmlns:cp="${packageTypes}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`
}

function workbookXml({ sheets }: WorkbookPlan): string {
  const list = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  )
  const titles = sheets.flatMap(({ name, print }, i) =>
    print?.titleRows === undefined
      ? []
      : `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeXml(`${quotedName(name)}!$1:$${print.titleRows}`)}</definedName>`,
  )
  return [
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeTypes}">`,
    '<bookViews><workbookView/></bookViews>',
    `<sheets>${list.join('')}</sheets>`,
    titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`,
    '</workbook>',
  ].join('')
}

/** The name of a sheet in the notation of references. */
export function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}
