import type { Option } from '../../fields/types.ts'
import { carriersOf } from '../carriers.ts'
import type { MechanismKind } from '../carriers.ts'
import { keysOf, partAt } from '../prove/edit.ts'
import type { Pack } from '../types.ts'
import type { EditionCase } from './forms.ts'
import { mismatch, played } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'

/** The mechanisms of which the words are all that there is; of others it must be shown what they do. */
const worded: ReadonlySet<MechanismKind> = new Set([
  'classification',
  'axis',
  'level',
  'kind',
  'ground',
  'power',
  'task',
  'also',
  'diagram',
  'choice',
  'document',
  'section',
])

export function runEdition(pack: Pack, golden: EditionCase): GoldenOutcome {
  const carrier = carriersOf(pack).find(({ path }) => path === golden.path)
  if (carrier === undefined)
    return played([`「${golden.path}」に、条項を支える仕組みがありません。`])
  if (!worded.has(carrier.kind))
    return played([
      `「${golden.path}」は、言葉だけでは確かめられません。ask、play、entry などで働きを確かめてください。`,
    ])
  const node = partAt(pack, keysOf(golden.path)) as {
    readonly title?: string
    readonly criteria?: string
    readonly examples?: readonly string[]
    readonly value?: unknown
    readonly options?: readonly Option[]
    readonly text?: string
    readonly defines?: readonly string[]
  }
  const chosen =
    node.options?.find(({ id }) => id === node.value)?.title ?? String(node.value ?? '')
  const words = [
    node.title,
    node.criteria,
    ...(node.examples ?? []),
    chosen,
    node.text,
    ...(node.defines ?? []),
  ].join('\n')
  return played([
    ...mismatch('題名', golden.expect.title, node.title),
    ...(golden.expect.says ?? [])
      .filter((each) => !words.includes(each))
      .map((each) => `「${each}」という言葉がありません。`),
  ])
}
