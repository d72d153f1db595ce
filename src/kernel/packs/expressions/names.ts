import type { FieldType } from '../../fields/types.ts'

/**
 * What an expression sees under a name; `empty` is what the field says that it counts as where it
 * is not filled in.
 */
export type ValueType =
  | { readonly kind: 'text'; readonly options?: readonly string[]; readonly empty?: string }
  | {
      readonly kind: 'number'
      readonly among?: readonly number[]
      readonly empty?: number
      /** Always filled in. */
      readonly alwaysRequired?: boolean
    }
  | {
      readonly kind: 'yes-no'
      readonly empty?: boolean
      /** Not answered is no answer: what reads it cannot be evaluated. */
      readonly open?: boolean
    }
  | { readonly kind: 'texts'; readonly options?: readonly string[] }
  | { readonly kind: 'record'; readonly names: NameTypes }
  | { readonly kind: 'records'; readonly names: NameTypes }
  | { readonly kind: 'any' }
  /** Facts by their names, of any type; each may be missing. */
  | { readonly kind: 'facts' }

/** The names that an expression may use in its scope. */
export type NameTypes = Readonly<Record<string, ValueType>>

/** A field as expressions need it, known before its own conditions are compiled. */
export interface FieldSymbol {
  readonly id: string
  readonly type: FieldType
  readonly options: readonly string[]
  /** The register that a field of type `line` or `lines` points into. */
  readonly register?: string | undefined
  /** Entries that the case is about are ticked in it. */
  readonly among?: 'about' | undefined
  /** Always required: nothing is kept without it. */
  readonly alwaysRequired?: boolean
  /** The condition under which it is required. */
  readonly requiredWhen?: string | undefined
  /** The condition under which it is shown. */
  readonly shownWhen?: string | undefined
  /** What it counts as in expressions where it is not filled in. */
  readonly empty?: string | number | boolean | undefined
  /** The columns of rows. */
  readonly columns?: readonly FieldSymbol[] | undefined
}

/** The levels of each axis. */
export type Axes = ReadonlyMap<string, readonly number[]>

export function classNames(axes: Axes): ValueType {
  const names: Record<string, ValueType> = {}
  for (const [axis, levels] of axes) names[axis] = { kind: 'number', among: levels }
  return { kind: 'record', names }
}

/**
 * The names that fields put into expressions: one each, and `class` where one of them is a class.
 */
export function namesOfFields(fields: Iterable<FieldSymbol>, axes: Axes): NameTypes {
  const names: Record<string, ValueType> = {}
  for (const field of fields) {
    names[field.id] = valueType(field, axes)
    if (field.type === 'class') names['class'] ??= classNames(axes)
  }
  return names
}

function valueType(field: FieldSymbol, axes: Axes): ValueType {
  switch (field.type) {
    case 'choice':
      return { kind: 'text', options: field.options, ...emptyAs(field, 'string') }
    case 'choices':
      return { kind: 'texts', options: field.options }
    case 'persons':
    case 'units':
    case 'lines':
    case 'files':
    case 'provisions':
      return { kind: 'texts' }
    case 'number':
      return {
        kind: 'number',
        ...emptyAs(field, 'number'),
        ...(field.alwaysRequired === true && { alwaysRequired: true }),
      }
    case 'yes-no':
      return { kind: 'yes-no', ...emptyAs(field, 'boolean') }
    case 'class':
      return classNames(axes)
    case 'retention':
      return { kind: 'any' }
    case 'rows':
      return { kind: 'records', names: namesOfFields(field.columns ?? [], axes) }
    default:
      return { kind: 'text', ...emptyAs(field, 'string') }
  }
}

interface Kinds {
  readonly string: string
  readonly number: number
  readonly boolean: boolean
}

function emptyAs<Kind extends keyof Kinds>(
  { empty }: FieldSymbol,
  kind: Kind,
): { readonly empty?: Kinds[Kind] } {
  const is = (value: unknown): value is Kinds[Kind] => typeof value === kind
  return is(empty) ? { empty } : {}
}

const text: ValueType = { kind: 'text' }

/** Names that are there everywhere. */
export const globalNames: NameTypes = { today: text }

/** What is known of a person; each name in a scope needs a type of its own. */
const personNames = (): ValueType => ({
  kind: 'record',
  names: {
    id: text,
    unit: text,
    employment: text,
    unitPeople: { kind: 'number', alwaysRequired: true },
    roles: { kind: 'texts' },
  },
})

/** The person who asks or applies. */
export const applicantNames: NameTypes = { applicant: personNames() }

/** The person that a round or a checklist is about. */
export const personSubjectNames: NameTypes = { person: personNames() }

/** The person who acts on a step. */
export const actorNames: NameTypes = { actor: personNames() }

/** Names that CEL keeps for itself: no variable can have them. */
export const celKeywords: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
])

/**
 * Names that a field may not take, because expressions give them another meaning or CEL keeps them.
 */
export const reservedNames: ReadonlySet<string> = new Set([
  ...celKeywords,
  'about',
  'applicant',
  'asset',
  'safeguards',
  'today',
  'organization',
  'days',
  'date',
  'size',
  'has',
  'int',
  'uint',
  'double',
  'bool',
  'string',
  'bytes',
  'list',
  'map',
  'type',
  'timestamp',
  'duration',
  'dyn',
  'cel',
  'optional',
  'toString',
  'valueOf',
  'constructor',
  'prototype',
])
