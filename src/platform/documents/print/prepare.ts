import { createHash } from 'node:crypto'
import type { ContactNode, ContactSheet, FormSheet, LabelSheet, RegisterSheet } from './sheets.ts'
import { formatPrintDate, formatStampDate } from './wareki.ts'

/** Input of a template: every field present, every date as it is printed. */
export type PreparedSheet = Readonly<Record<string, unknown>> & { readonly hash: string }

/**
 * SHA-256 (hexadecimal) of a sheet's data: the same data gives the same sum, whatever the order of
 * its fields.
 */
export function sheetHash(sheet: FormSheet | RegisterSheet | ContactSheet | LabelSheet): string {
  return createHash('sha256').update(canonical(sheet)).digest('hex')
}

/** A form as input of its template. */
export function prepareForm(sheet: FormSheet): PreparedSheet {
  return cleanSheet({
    ...sheet,
    hash: sheetHash(sheet),
    date: formatPrintDate(sheet.date),
    sections: sheet.sections.map((section) => ({ heading: '', ...section })),
    seals: sheet.seals?.map((seal) => ({
      role: seal.role,
      name: seal.name ?? '',
      date: seal.date === undefined ? '' : formatStampDate(seal.date),
      decision: seal.decision ?? '承認',
    })),
    history: sheet.history?.map((step) => ({
      ...step,
      at: formatPrintDate(step.at),
      note: step.note ?? '',
    })),
  })
}

/** A register as input of its template; with many columns the font is smaller. */
export function prepareRegister(sheet: RegisterSheet): PreparedSheet {
  const width = sheet.columns.length
  return cleanSheet({
    ...sheet,
    hash: sheetHash(sheet),
    date: formatPrintDate(sheet.date),
    fontSize: width > 14 ? 6.5 : width > 10 ? 7.5 : 8.5,
    columns: sheet.columns.map((column) => ({
      header: column.header,
      width: column.width ?? 1,
      align: column.align ?? 'left',
    })),
    rows: sheet.rows.map((row) => Array.from({ length: width }, (_, i) => breakable(row[i] ?? ''))),
  })
}

/** Labels as input of their template. */
export function prepareLabels(sheet: LabelSheet): PreparedSheet {
  return cleanSheet({ ...sheet, hash: sheetHash(sheet), date: formatPrintDate(sheet.date) })
}

/** A contact network as input of its template. */
export function prepareContacts(sheet: ContactSheet): PreparedSheet {
  const depth = Math.max(1, ...sheet.roots.map(depthOf))
  return cleanSheet({
    ...sheet,
    hash: sheetHash(sheet),
    date: formatPrintDate(sheet.date),
    depth,
    nodeWidth: Math.min(95, Math.max(50, (273 - (depth - 1) * 11) / depth)),
    roots: sheet.roots.map((root) => prepareNode(root, 0)),
  })
}

function depthOf(node: ContactNode): number {
  return 1 + Math.max(0, ...(node.children ?? []).map(depthOf))
}

interface PreparedNode {
  readonly role: string
  readonly depth: number
  readonly people: readonly unknown[]
  readonly children: readonly PreparedNode[]
}

function prepareNode(node: ContactNode, depth: number): PreparedNode {
  return {
    role: node.role,
    depth,
    people: node.people.map((person) => ({
      name: person.name,
      post: person.post ?? '',
      deputy: person.deputy ?? false,
      phones: person.phones.map((phone) => ({ label: phone.label ?? '', number: phone.number })),
    })),
    children: (node.children ?? []).map((child) => prepareNode(child, depth + 1)),
  }
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`
}

/**
 * Removes control characters, which cannot be printed, and composes kana with separate voicing
 * marks.
 */
function cleanSheet(value: Readonly<Record<string, unknown>> & { hash: string }): PreparedSheet {
  return JSON.parse(
    JSON.stringify(value, (_, entry: unknown) =>
      typeof entry === 'string' ? cleanText(entry) : entry,
    ),
  ) as PreparedSheet
}

/** Lets long runs of Latin letters break anywhere, so that they fit into narrow columns. */
function breakable(text: string): string {
  return text.replaceAll(/[!-~]{14,}/g, (run) => [...run].join('\u200b'))
}

function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(
      // oxlint-disable-next-line no-control-regex
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200c-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      '',
    )
    .replaceAll(/.[\u3099\u309a]/gu, (pair) => pair.normalize('NFC'))
    .replaceAll(/[☐☑☒✓✔✕✖]/g, (mark) => printableMarks[mark] ?? mark)
}

/** Marks of forms that Japanese fonts lack, with the handwritten ones that replace them. */
const printableMarks: Readonly<Record<string, string>> = {
  '☐': '□',
  '☑': '■',
  '☒': '■',
  '✓': 'レ',
  '✔': 'レ',
  '✕': '×',
  '✖': '×',
}
