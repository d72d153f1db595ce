import { child, entriesOf, flagOf, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'

/** What a mechanism of the library says of itself, before what it is. */
export interface LibraryHead {
  /** One sentence: what it is for. */
  readonly says: string
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly parts: ReadonlyMap<string, Part>
}

/** What whoever takes a mechanism may say differently. */
interface Parameter {
  readonly title: string
  readonly type: ParameterType
  /** Without it, and not given: what reads it is not taken. */
  readonly default: Tree | undefined
  readonly required: boolean
  readonly at: Tree['at']
}

/** A part that has a provision of its own in the policy that takes the mechanism. */
interface Part {
  /** What the provision asks. */
  readonly says: string
  /** Without a provision, the part is not taken. */
  readonly optional: boolean
  readonly at: Tree['at']
}

/** What a parameter may be, and whether a value is one. */
const parameterTypes = {
  text: { title: '文字', fits: (tree: Tree) => textOf(tree) !== undefined },
  number: {
    title: '数',
    fits: (tree: Tree) => tree.kind === 'scalar' && typeof tree.value === 'number',
  },
  'yes-no': {
    title: 'true か false',
    fits: (tree: Tree) => tree.kind === 'scalar' && typeof tree.value === 'boolean',
  },
  who: { title: '人、またはその並び', fits: (tree: Tree) => tree.kind !== 'map' && !isFlag(tree) },
  approvers: { title: '許可する人の並び', fits: (tree: Tree) => !isFlag(tree) },
  span: { title: '期間（3 working days など）', fits: (tree: Tree) => textOf(tree) !== undefined },
  condition: { title: '条件の式', fits: (tree: Tree) => textOf(tree) !== undefined },
  fields: { title: '項目の id ごとの項目', fits: (tree: Tree) => tree.kind === 'map' },
  steps: { title: '段階の id ごとの段階', fits: (tree: Tree) => tree.kind === 'map' },
  list: { title: '並び', fits: (tree: Tree) => tree.kind !== 'map' && !isFlag(tree) },
} as const

export type ParameterType = keyof typeof parameterTypes

/** The names of the types of parameters, for the schema of packs. */
export const parameterTypeNames = Object.keys(parameterTypes) as readonly ParameterType[]

/** What a value of the type is called, in a sentence. */
export function titleOfType(type: ParameterType): string {
  return parameterTypes[type].title
}

/** Whether a value may be given for a parameter. */
export function fitsParameter(type: ParameterType, tree: Tree): boolean {
  return parameterTypes[type].fits(tree)
}

function isFlag(tree: Tree): boolean {
  return tree.kind === 'scalar' && typeof tree.value === 'boolean'
}

/** Keys of the head; the mechanism itself does not have them. */
export const headKeys = ['says', 'parameters', 'parts'] as const

/** Whether a mechanism is taken with values, and so is not one before it is taken. */
export function hasHead(tree: Tree): tree is MapTree {
  return tree.kind === 'map' && headKeys.some((key) => tree.entries.has(key))
}

/** Reads the head of a mechanism; of one without, nothing can be said differently. */
export function readHead(tree: Tree): LibraryHead {
  return {
    says: textOf(child(tree, 'says')) ?? textOf(child(tree, 'title')) ?? '',
    parameters: new Map(
      entriesOf(child(tree, 'parameters')).map(([name, each]) => [
        name,
        {
          title: textOf(child(each, 'title')) ?? name,
          type: typeOf(child(each, 'type')),
          default: child(each, 'default'),
          required: flagOf(child(each, 'required')),
          at: each.at,
        },
      ]),
    ),
    parts: new Map(
      entriesOf(child(tree, 'parts')).map(([name, each]) => [
        name,
        {
          says: textOf(each) ?? textOf(child(each, 'says')) ?? name,
          optional: flagOf(child(each, 'optional')),
          at: each.at,
        },
      ]),
    ),
  }
}

function typeOf(tree: Tree | undefined): ParameterType {
  const text = textOf(tree)
  return parameterTypeNames.find((name) => name === text) ?? 'text'
}
