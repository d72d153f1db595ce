import { child, children, parseXml } from '../xml.ts'
import type { Element } from '../xml.ts'
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

/** Reads the workbook's parts that come before its rows. Throws `ZipDamaged` when it is no workbook. */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const main = await mainPart(zip)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const book = await part(zip, main)
  const relations = children(
    await part(zip, `${folder}_rels/${main.slice(folder.length)}.rels`),
    'Relationship',
  )
  const target = (id: string) =>
    resolvePart(
      folder,
      relations.find((it) => it.attributes['Id'] === id)?.attributes['Target'] ?? '',
    )
  const partOfType = (type: string) => {
    const found = relations.find((it) => it.attributes['Type']?.endsWith(type))
    return found === undefined ? null : resolvePart(folder, found.attributes['Target'] ?? '')
  }
  const sheets = children(child(book, 'sheets'), 'sheet').map(({ attributes }) => ({
    name: attributes['name'] ?? '',
    part: target(attributes['id'] ?? ''),
    hidden: attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden',
  }))
  const known = sheets.filter((sheet) => zip.entries.has(sheet.part))
  if (known.length === 0) throw new ZipDamaged('no sheet')
  const styles = partOfType('/styles')
  return {
    sheets: known,
    date1904: ['1', 'true'].includes(child(book, 'workbookPr')?.attributes['date1904'] ?? ''),
    meanings: styles === null ? [] : readMeanings(await part(zip, styles)),
    stringsPart: partOfType('/sharedStrings'),
    stylesPart: styles,
    mainPart: main,
  }
}

async function mainPart(zip: Zip): Promise<string> {
  const root = children(await part(zip, '_rels/.rels'), 'Relationship')
  const target = root.find((it) => it.attributes['Type']?.endsWith('/officeDocument'))?.attributes[
    'Target'
  ]
  return target === undefined ? 'xl/workbook.xml' : resolvePart('', target)
}

function readMeanings(styles: Element | undefined): NumberMeaning[] {
  const codes = new Map(
    children(child(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [
      Number(attributes['numFmtId']),
      attributes['formatCode'] ?? '',
    ]),
  )
  return children(child(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes['numFmtId'] ?? 0)
    return meaningOfFormat(id, codes.get(id))
  })
}

/** The root element of a part; undefined where there is no such part. */
async function part(zip: Zip, name: string): Promise<Element | undefined> {
  const entry = zip.entries.get(name)
  if (entry === undefined) return undefined
  const bytes = await zip.read(entry, partLimit)
  try {
    return parseXml(bytes)
  } catch (error) {
    throw new ZipDamaged(String(error))
  }
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
