import { child, children, parseXml } from '../xml.ts'
import type { Element } from '../xml.ts'
import type { Zip } from '../zip.ts'
import { ZipDamagedError } from '../zip.ts'
import { numberFormatOf } from './xlsx-values.ts'
import type { NumberFormat } from './xlsx-values.ts'

/** A sheet of a workbook: its name and its part. */
export interface Sheet {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

/** The parts of a workbook that are read before its rows. */
export interface Workbook {
  readonly sheets: readonly Sheet[]
  readonly date1904: boolean
  /** By the style number of a cell. */
  readonly numberFormats: readonly NumberFormat[]
  readonly stringsPart: string | null
  readonly stylesPart: string | null
  /** The part that lists the sheets. */
  readonly mainPart: string
}

const xmlPartLimit = 50 * 1024 * 1024

/**
 * Reads the workbook's parts that come before its rows. Throws `ZipDamaged` where it is not a
 * workbook.
 */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const main = await findMainPart(zip)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const book = await part(zip, main)
  const relations = children(
    await part(zip, `${folder}_rels/${main.slice(folder.length)}.rels`),
    'Relationship',
  )
  const partOf = (id: string) =>
    resolvePart(
      folder,
      relations.find((relation) => relation.attributes['Id'] === id)?.attributes['Target'] ?? '',
    )
  const partOfType = (type: string) => {
    const relation = relations.find((relation) => relation.attributes['Type']?.endsWith(type))
    return relation === undefined ? null : resolvePart(folder, relation.attributes['Target'] ?? '')
  }
  const sheets = children(child(book, 'sheets'), 'sheet').map(({ attributes }) => ({
    name: attributes['name'] ?? '',
    part: partOf(attributes['id'] ?? ''),
    hidden: attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden',
  }))
  const present = sheets.filter((sheet) => zip.entries.has(sheet.part))
  if (present.length === 0) throw new ZipDamagedError('no sheet')
  const styles = partOfType('/styles')
  return {
    sheets: present,
    date1904: ['1', 'true'].includes(child(book, 'workbookPr')?.attributes['date1904'] ?? ''),
    numberFormats: styles === null ? [] : readNumberFormats(await part(zip, styles)),
    stringsPart: partOfType('/sharedStrings'),
    stylesPart: styles,
    mainPart: main,
  }
}

async function findMainPart(zip: Zip): Promise<string> {
  const root = children(await part(zip, '_rels/.rels'), 'Relationship')
  const target = root.find((relation) => relation.attributes['Type']?.endsWith('/officeDocument'))
    ?.attributes['Target']
  return target === undefined ? 'xl/workbook.xml' : resolvePart('', target)
}

function readNumberFormats(styles: Element | undefined): NumberFormat[] {
  const codes = new Map(
    children(child(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [
      Number(attributes['numFmtId']),
      attributes['formatCode'] ?? '',
    ]),
  )
  return children(child(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes['numFmtId'] ?? 0)
    return numberFormatOf(id, codes.get(id))
  })
}

/** The root element of a part; undefined where there is no such part. */
async function part(zip: Zip, name: string): Promise<Element | undefined> {
  const entry = zip.entries.get(name)
  if (entry === undefined) return undefined
  const bytes = await zip.read(entry, xmlPartLimit)
  try {
    return parseXml(bytes)
  } catch (error) {
    throw new ZipDamagedError(String(error))
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
