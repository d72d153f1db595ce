import type { FieldType, Option } from '../../fields/types.ts'
import { suggest } from '../suggest.ts'

const plainTypes: readonly FieldType[] = [
  'text',
  'long-text',
  'kana',
  'phone',
  'email',
  'number',
  'date',
  'date-time',
  'yes-no',
  'choice',
  'choices',
  'class',
  'person',
  'persons',
  'unit',
  'units',
  'retention',
  'files',
  'provisions',
  'rows',
]

/** What a column of a `rows` field may hold. */
export const columnTypes: ReadonlySet<FieldType> = new Set([
  'text',
  'long-text',
  'number',
  'date',
  'date-time',
  'yes-no',
  'choice',
  'person',
  'unit',
])

/** What the short form of a type says: `choice(紙、電子データ)`, `line of systems`. */
export type ParsedType =
  | {
      readonly ok: true
      readonly type: FieldType
      readonly options?: readonly Option[]
      readonly register?: string
    }
  | { readonly ok: false; readonly code: 'broken-choices' | 'unknown-type'; readonly near?: string }

/** Reads the short form of a type. */
export function parseFieldType(text: string): ParsedType {
  const match = /^(lines?) of ([a-z][a-z0-9-]*)$/.exec(text)
  if (match?.[1] !== undefined && match[2] !== undefined)
    return { ok: true, type: match[1] === 'line' ? 'line' : 'lines', register: match[2] }
  if (/^choices?[(（]/.test(text)) return parseChoices(text)
  const type = plainTypes.find((candidate) => candidate === text)
  if (type !== undefined) return { ok: true, type }
  const near = suggest(text, [...plainTypes, 'line of', 'lines of'])
  return { ok: false, code: 'unknown-type', ...(near === undefined ? {} : { near }) }
}

function parseChoices(text: string): ParsedType {
  const match = /^(choices?)[(（](.*)[)）]$/su.exec(text)
  const [, type, inside] = match ?? []
  if (type === undefined || inside === undefined) return { ok: false, code: 'broken-choices' }
  const options = inside
    .split(/[、,|｜]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseOption)
  return { ok: true, type: type === 'choice' ? 'choice' : 'choices', options }
}

/** `id=title`, or a title alone that is its own id. */
export function parseOption(text: string): Option {
  const [, id, title] = /^([A-Za-z0-9-]+)\s*=\s*(.+)$/u.exec(text) ?? []
  return id === undefined || title === undefined ? { id: text, title: text } : { id, title }
}
