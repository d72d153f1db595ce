import { XMLParser } from 'fast-xml-parser'
import type { Zip } from '../zip.ts'
import { ZipDamaged } from '../zip.ts'
import { meaningOfFormat } from './xlsx-values.ts'
import type { NumberMeaning } from './xlsx-values.ts'

/** A sheet of a workbook: its name and the file it stands in. */
export interface Sheet {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

/** What a workbook says before its rows. */
export interface Workbook {
  readonly sheets: readonly Sheet[]
  readonly date1904: boolean
  /** By the style number of a cell. */
  readonly meanings: readonly NumberMeaning[]
  readonly stringsPart: string | null
  readonly stylesPart: string | null
  /** The part that lists the sheets. */
  readonly mainPart: string
}

const partLimit = 50 * 1024 * 1024

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  isArray: (name) => ['sheet', 'Relationship', 'numFmt', 'xf'].includes(name),
})

interface Relationship {
  readonly '@Id'?: string
  readonly '@Type'?: string
  readonly '@Target'?: string
}

/** Reads the workbook's parts that come before its rows. Throws `ZipDamaged` when it is no workbook. */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const main = await mainPart(zip)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const book = at(await xml(zip, main), 'workbook')
  const relations = relationships(
    await xml(zip, `${folder}_rels/${main.slice(folder.length)}.rels`),
  )
  const target = (id: string) =>
    resolvePart(folder, relations.find((it) => it['@Id'] === id)?.['@Target'] ?? '')
  const partOfType = (type: string) => {
    const found = relations.find((it) => it['@Type']?.endsWith(type))
    return found === undefined ? null : resolvePart(folder, found['@Target'] ?? '')
  }
  const sheets = list(at(book, 'sheets'), 'sheet').map((sheet) => ({
    name: String(sheet['@name'] ?? ''),
    part: target(String(sheet['@id'] ?? '')),
    hidden: sheet['@state'] === 'hidden' || sheet['@state'] === 'veryHidden',
  }))
  const known = sheets.filter((sheet) => zip.entries.has(sheet.part))
  if (known.length === 0) throw new ZipDamaged('no sheet')
  const styles = partOfType('/styles')
  return {
    sheets: known,
    date1904: ['1', 'true'].includes(String(at(book, 'workbookPr')['@date1904'] ?? '')),
    meanings: styles === null ? [] : readMeanings(at(await xml(zip, styles), 'styleSheet')),
    stringsPart: partOfType('/sharedStrings'),
    stylesPart: styles,
    mainPart: main,
  }
}

async function mainPart(zip: Zip): Promise<string> {
  const root = relationships(await xml(zip, '_rels/.rels'))
  const target = root.find((it) => it['@Type']?.endsWith('/officeDocument'))?.['@Target']
  return target === undefined ? 'xl/workbook.xml' : resolvePart('', target)
}

function readMeanings(styles: Node): NumberMeaning[] {
  const codes = new Map(
    list(at(styles, 'numFmts'), 'numFmt').map((it) => [
      Number(it['@numFmtId']),
      String(it['@formatCode'] ?? ''),
    ]),
  )
  return list(at(styles, 'cellXfs'), 'xf').map((xf) => {
    const id = Number(xf['@numFmtId'] ?? 0)
    return meaningOfFormat(id, codes.get(id))
  })
}

type Node = Readonly<Record<string, unknown>>

async function xml(zip: Zip, part: string): Promise<Node> {
  const entry = zip.entries.get(part)
  if (entry === undefined) return {}
  const text = new TextDecoder().decode(await zip.read(entry, partLimit))
  try {
    return parser.parse(text) as Node
  } catch (error) {
    throw new ZipDamaged(String(error))
  }
}

function at(node: Node, name: string): Node {
  const child = node[name]
  return typeof child === 'object' && child !== null ? (child as Node) : {}
}

function list(node: Node, name: string): Node[] {
  const children = node[name]
  return Array.isArray(children)
    ? children.filter((it): it is Node => typeof it === 'object' && it !== null)
    : []
}

function relationships(file: Node): Relationship[] {
  return list(at(file, 'Relationships'), 'Relationship') as Relationship[]
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
