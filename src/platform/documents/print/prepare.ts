import { createHash } from 'node:crypto'
import type { ContactNode, ContactSheet, FormSheet, LabelSheet, LedgerSheet } from './sheets.ts'
import { printedDate, stampDate } from './wareki.ts'

/** What a template is handed: every field present, every date as it is printed. */
export type Prepared = Readonly<Record<string, unknown>> & { readonly hash: string }

/** SHA-256 (hexadecimal) of a sheet's data: the same data gives the same sum, in whatever order its fields stand. */
export function sheetHash(sheet: FormSheet | LedgerSheet | ContactSheet | LabelSheet): string {
  return createHash('sha256').update(canonical(sheet)).digest('hex')
}

/** A form as its template wants it. */
export function prepareForm(sheet: FormSheet): Prepared {
  return clean({
    ...sheet,
    hash: sheetHash(sheet),
    date: printedDate(sheet.date),
    sections: sheet.sections.map((section) => ({ heading: '', ...section })),
    seals: sheet.seals?.map((seal) => ({
      role: seal.role,
      name: seal.name ?? '',
      date: seal.date === undefined ? '' : stampDate(seal.date),
      decision: seal.decision ?? '承認',
    })),
    history: sheet.history?.map((line) => ({
      ...line,
      at: printedDate(line.at),
      note: line.note ?? '',
    })),
  })
}

/** A ledger as its template wants it; many columns are set smaller. */
export function prepareLedger(sheet: LedgerSheet): Prepared {
  const width = sheet.columns.length
  return clean({
    ...sheet,
    hash: sheetHash(sheet),
    date: printedDate(sheet.date),
    fontSize: width > 14 ? 6.5 : width > 10 ? 7.5 : 8.5,
    columns: sheet.columns.map((column) => ({
      header: column.header,
      width: column.width ?? 1,
      align: column.align ?? 'left',
    })),
    rows: sheet.rows.map((row) => Array.from({ length: width }, (_, i) => breakable(row[i] ?? ''))),
  })
}

/** Labels as their template wants them. */
export function prepareLabels(sheet: LabelSheet): Prepared {
  return clean({ ...sheet, hash: sheetHash(sheet), date: printedDate(sheet.date) })
}

/** A contact network as its template wants it. */
export function prepareContacts(sheet: ContactSheet): Prepared {
  const depth = Math.max(1, ...sheet.roots.map(depthOf))
  return clean({
    ...sheet,
    hash: sheetHash(sheet),
    date: printedDate(sheet.date),
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
    .filter(([, it]) => it !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, it]) => `${JSON.stringify(key)}:${canonical(it)}`).join(',')}}`
}

/** Takes out what no printer can set (controls) and joins kana with marks that stand apart. */
function clean(value: Readonly<Record<string, unknown>> & { hash: string }): Prepared {
  return JSON.parse(
    JSON.stringify(value, (_, it: unknown) => (typeof it === 'string' ? cleanText(it) : it)),
  ) as Prepared
}

/** Lets a run of Latin letters that no narrow column can hold break anywhere. */
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

/** Marks of forms that Japanese fonts lack, and the ones that are written by hand in their place. */
const printableMarks: Readonly<Record<string, string>> = {
  '☐': '□',
  '☑': '■',
  '☒': '■',
  '✓': 'レ',
  '✔': 'レ',
  '✕': '×',
  '✖': '×',
}
