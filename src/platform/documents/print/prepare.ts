import { createHash } from 'node:crypto'
import type {
  ContactNode,
  ContactSheet,
  FormSheet,
  LabelSheet,
  RegisterSheet,
  ReportSheet,
} from './sheets.ts'
import { clean, breakable } from './lines.ts'
import { cellSpace, columnWidths } from './columnWidths.ts'
import { formatPrintDate, formatStampDate } from './wareki.ts'

/** Input of a template: every field present, every date as it is printed. */
export type PreparedSheet = Readonly<Record<string, unknown>> & { readonly hash: string }

/**
 * SHA-256 (hexadecimal) of a sheet's data: the same data gives the same sum, whatever the order of
 * its fields.
 */
export function sheetHash(
  sheet: FormSheet | RegisterSheet | ContactSheet | LabelSheet | ReportSheet,
): string {
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

/**
 * A register as input of its template; with many columns the font is smaller. The columns share the
 * width by what stands in them.
 */
export function prepareRegister(sheet: RegisterSheet): PreparedSheet {
  const count = sheet.columns.length
  const fontSize = count > 14 ? 6.5 : count > 10 ? 7.5 : 8.5
  const rows = sheet.rows.map((row) => Array.from({ length: count }, (_, i) => row[i] ?? ''))
  const widths = columnWidths(
    sheet.columns.map((column) => column.header),
    rows,
    fontSize,
  )
  return cleanSheet({
    ...sheet,
    hash: sheetHash(sheet),
    date: formatPrintDate(sheet.date),
    fontSize,
    columns: sheet.columns.map((column, i) => ({
      header: breakable(clean(column.header), widths[i]),
      width: (widths[i] ?? 1) * (fontSize / 2) + cellSpace,
      align: column.align ?? 'left',
    })),
    rows: rows.map((row) => row.map((text, i) => breakable(clean(text), widths[i]))),
  })
}

/** A report as input of its template. */
export function prepareReport(sheet: ReportSheet): PreparedSheet {
  return cleanSheet({
    ...sheet,
    hash: sheetHash(sheet),
    date: formatPrintDate(sheet.date),
    lead: sheet.lead ?? [],
    sections: sheet.sections.map(({ heading, parts }) => ({
      heading,
      parts: parts.map((part) =>
        part.kind === 'table'
          ? {
              ...part,
              columns: part.columns.map(({ header, align = 'left' }) => ({ header, align })),
            }
          : part,
      ),
    })),
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

/** Cleans every text of a sheet and lets long words break; the sum stays as it is. */
function cleanSheet(value: Readonly<Record<string, unknown>> & { hash: string }): PreparedSheet {
  return JSON.parse(
    JSON.stringify(value, (key, entry: unknown) =>
      typeof entry === 'string' && key !== 'hash' ? breakable(clean(entry)) : entry,
    ),
  ) as PreparedSheet
}
