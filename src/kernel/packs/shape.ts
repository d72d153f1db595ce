import type { TSchema } from 'typebox'
import type { FaultCollector } from './faults.ts'
import { fieldIdPattern } from './schema/vocabulary.ts'
import { suggest } from './suggest.ts'
import type { MapTree, Tree } from './tree.ts'

/** The part of JSON Schema that the schemas of packs are made of. */
interface Shape {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly patternProperties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  /** The version of the packs' language in which this key, or this limit, became one. */
  readonly since?: number
}

/**
 * Checks a tree against a schema and reports every fault. TypeBox's own check stops after a few
 * errors by a setting of the whole process, and of a union it reports every alternative; a person
 * who writes a pack needs all faults and one sentence for each.
 */
export function checkShape(tree: Tree, schema: TSchema, faults: FaultCollector): void {
  check(tree, schema as Shape, faults)
}

function check(tree: Tree, shape: Shape, faults: FaultCollector): void {
  if (shape.anyOf !== undefined) {
    const branches = shape.anyOf.filter((branch) => fits(tree, branch))
    const [only] = branches
    if (only === undefined)
      faults.add(
        'wrong-shape',
        tree.at,
        { wanted: shape.description ?? '別の形' },
        { since: shape.since },
      )
    else if (branches.length === 1 && tree.kind !== 'scalar') check(tree, only, faults)
    return
  }
  if (!fits(tree, shape)) {
    faults.add(
      'wrong-shape',
      tree.at,
      { wanted: shape.description ?? '別の形' },
      { since: shape.since },
    )
    return
  }
  if (tree.kind === 'map') checkMap(tree, shape, faults)
  if (tree.kind === 'list' && shape.items !== undefined)
    for (const item of tree.items) check(item, shape.items, faults)
}

function checkMap(tree: MapTree, shape: Shape, faults: FaultCollector): void {
  for (const name of shape.required ?? [])
    if (!tree.entries.has(name))
      faults.add('missing-key', tree.at, { name }, { since: shape.properties?.[name]?.since })
  const pattern = Object.entries(shape.patternProperties ?? {})[0]
  for (const [key, value] of tree.entries) {
    const propertyShape = Object.hasOwn(shape.properties ?? {}, key)
      ? shape.properties?.[key]
      : undefined
    if (propertyShape !== undefined) check(value, propertyShape, faults)
    else if (pattern !== undefined && new RegExp(pattern[0]).test(key))
      check(value, pattern[1], faults)
    else if (pattern !== undefined)
      faults.add(
        pattern[0] === fieldIdPattern ? 'bad-field-id' : 'bad-id',
        value.at,
        { name: key },
        { key: true },
      )
    else if (shape.properties !== undefined) {
      faults.add(
        'unknown-key',
        value.at,
        { name: key, near: suggest(key, Object.keys(shape.properties)) },
        { key: true },
      )
    }
  }
}

/**
 * Whether a value is of the kind that the shape asks for, and within its limits; what is inside
 * maps and lists is not looked at.
 */
function fits(tree: Tree, shape: Shape): boolean {
  if (shape.anyOf !== undefined) return shape.anyOf.some((branch) => fits(tree, branch))
  if (shape.type === 'object') return tree.kind === 'map'
  if (shape.type === 'array') {
    return (
      tree.kind === 'list' &&
      tree.items.length >= (shape.minItems ?? 0) &&
      tree.items.length <= (shape.maxItems ?? Infinity)
    )
  }
  if (shape.type === undefined && shape.enum === undefined) return true
  if (tree.kind !== 'scalar') return false
  const { value } = tree
  if (shape.enum !== undefined) return shape.enum.includes(value)
  if (shape.type === 'boolean') return typeof value === 'boolean'
  if (shape.type === 'string') {
    return (
      typeof value === 'string' &&
      value.length >= (shape.minLength ?? 0) &&
      (shape.pattern === undefined || new RegExp(shape.pattern).test(value))
    )
  }
  if (typeof value !== 'number' || (shape.type === 'integer' && !Number.isInteger(value)))
    return false
  return value >= (shape.minimum ?? -Infinity) && value <= (shape.maximum ?? Infinity)
}
