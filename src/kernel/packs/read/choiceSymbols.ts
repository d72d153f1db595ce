import { parseEvery } from '../../calendar/every.ts'
import type { Choice } from '../choice.ts'
import type { Expression } from '../expression.ts'
import type { ValueType } from '../expressions/names.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { parseFieldType, parseOption } from './fieldType.ts'
import { optional } from './optional.ts'
import { parseLength } from './lengths.ts'

/** What a choice is, known before anything that reads it. */
export type ChoiceSymbol = Pick<Choice, 'type' | 'options' | 'value' | 'cadence' | 'span'>

/** What the types of choices are called. */
export const choiceTypes: Readonly<Record<Choice['type'], string>> = {
  cadence: '間隔',
  span: '長さ',
  choice: '選択',
  'yes-no': 'はい・いいえ',
  number: '数',
  text: '文字',
}

const plainTypes = ['cadence', 'span', 'yes-no', 'number', 'text'] as const

/** The choices of a pack as they are written; what is wrong with them is reported elsewhere. */
export function choiceSymbols(tree: Tree | undefined): ReadonlyMap<string, ChoiceSymbol> {
  return new Map(entriesOf(child(tree, 'organization')).map(([id, each]) => [id, symbolOf(each)]))
}

function symbolOf(tree: Tree): ChoiceSymbol {
  const type = textOf(child(tree, 'type')) ?? ''
  const written = child(tree, 'value')
  const value = written?.kind === 'scalar' && written.value !== null ? written.value : ''
  const plain = plainTypes.find((each) => each === type)
  if (plain === undefined) return { type: 'choice', options: optionsOf(tree, type), value }
  if (plain === 'yes-no')
    return { type: plain, value: value === 'yes' || value === 'no' ? value === 'yes' : value }
  return {
    type: plain,
    value,
    ...optional('cadence', plain === 'cadence' ? parseEvery(String(value)) : undefined),
    ...optional('span', plain === 'span' ? parseLength(String(value)) : undefined),
  }
}

function optionsOf(tree: Tree, type: string): NonNullable<Choice['options']> {
  const parsed = parseFieldType(type)
  if (parsed.ok && parsed.options !== undefined) return parsed.options
  return itemsOf(child(tree, 'options')).flatMap((item) => {
    const text = textOf(item)
    if (text !== undefined) return [parseOption(text)]
    const id = textOf(child(item, 'id'))
    return id === undefined ? [] : [{ id, title: textOf(child(item, 'title')) ?? id }]
  })
}

/** What expressions see of the organisation: its choices, where a pack leaves it some. */
export function organizationType(
  choices: ReadonlyMap<string, ChoiceSymbol> | undefined,
): ValueType {
  if (choices === undefined) return { kind: 'facts' }
  return {
    kind: 'record',
    names: Object.fromEntries([...choices].map(([id, choice]) => [id, valueType(choice)])),
  }
}

function valueType({ type, options }: ChoiceSymbol): ValueType {
  if (type === 'number') return { kind: 'number', alwaysRequired: true }
  if (type === 'yes-no') return { kind: 'yes-no' }
  return type === 'choice'
    ? { kind: 'text', options: options?.map(({ id }) => id) ?? [] }
    : { kind: 'text' }
}

/** An expression that knows the choices of its pack wherever it is evaluated. */
export function withChoices(
  expression: Expression,
  choices: ReadonlyMap<string, ChoiceSymbol> | undefined,
): Expression {
  if (choices === undefined || !expression.names.includes('organization')) return expression
  const chosen = Object.fromEntries([...choices].map(([id, { value }]) => [id, value]))
  const evaluate: Expression['evaluate'] = (context) => {
    const given = context['organization']
    const organization = given !== null && typeof given === 'object' ? given : {}
    return expression.evaluate({ ...context, organization: { ...chosen, ...organization } })
  }
  return { ...expression, evaluate }
}
