import type { FaultCollector } from './faults.ts'
import { usualEnglish } from './short/words.ts'
import { entriesOf, textOf } from './tree.ts'
import type { Tree } from './tree.ts'
import type { Pack } from './types.ts'
import type { Words } from '../words/words.ts'

/**
 * Where a pack keeps texts that people read. Names that lists of others are compared with
 * (`synonyms`), and what is stored with a case (`subject`), stay as they are written.
 */
const textKeys: ReadonlySet<string> = new Set([
  'title',
  'ask',
  'short',
  'gist',
  'parts',
  'heading',
  'help',
  'unit',
  'use',
  'phrase',
  'because',
  'criteria',
  'examples',
  'message',
  'text',
  'group',
  'groups',
  'registerGroups',
  'summary',
  'suits',
])

/**
 * The golden cases and their world test a policy; nobody reads them on a screen. What a course says is
 * copied by an organisation, in its own language.
 */
const passedOver: ReadonlySet<string> = new Set(['cases', 'world', 'english', 'courses'])

type Change = (text: string) => string

/** A text of the pack as a sentence for people of both languages says it. */
export function packWords({ english }: Pick<Pack, 'english'>, text: string): Words {
  return { ja: text, en: english?.get(text) ?? text }
}

const packs = new WeakMap<Pack, Pack>()
const originals = new WeakMap<Pack, Pack>()

/** The pack with its texts in English, as far as it has them; ids and rules are the same. */
export function inEnglish(pack: Pack): Pack {
  const { english } = pack
  if (english === undefined) return pack
  const known = packs.get(pack)
  if (known !== undefined) return known
  const translated = changed(pack, (text) => english.get(text) ?? text) as Pack
  packs.set(pack, translated)
  originals.set(translated, pack)
  return translated
}

/** The pack as it is written, whoever reads it: what is compared with texts from files needs it. */
export function asWritten(pack: Pack): Pack {
  return originals.get(pack) ?? pack
}

/**
 * `en.yaml`: a text that the pack does not have is a fault of the pack that wrote it. What others
 * take with values belongs to the pack, too.
 */
export function readEnglish(
  pack: Pack,
  tree: Tree | undefined,
  library: Iterable<Tree>,
  faults: FaultCollector,
): Pack['english'] | undefined {
  if (tree === undefined) return undefined
  const texts = new Set<string>()
  changed(pack, (text) => {
    texts.add(text)
    return text
  })
  for (const mechanism of library) for (const text of textsIn(mechanism)) texts.add(text)
  const english = new Map(usualEnglish)
  for (const [text, value] of entriesOf(tree)) {
    if (!texts.has(text) && value.at.file.path.startsWith(`${pack.id}/`))
      faults.add('english-of-nothing', value.at, { text }, { key: true })
    english.set(text, textOf(value) ?? text)
  }
  return english
}

/** Every text of a mechanism of the library. */
function textsIn(tree: Tree): readonly string[] {
  if (tree.kind === 'map') return [...tree.entries.values()].flatMap(textsIn)
  if (tree.kind === 'list') return tree.items.flatMap(textsIn)
  return typeof tree.value === 'string' ? [tree.value] : []
}

/** A copy in which every text is changed; what is no plain data (conditions) stays the same. */
function changed(value: unknown, change: Change, isText = false): unknown {
  if (typeof value === 'string') return isText ? change(value) : value
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item: unknown) => changed(item, change, isText))
  if (value instanceof Map)
    return new Map([...value].map(([key, item]) => [key, changed(item, change)]))
  if (value instanceof Set || 'evaluate' in value) return value
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value) as [string, unknown][])
    copy[key] = passedOver.has(key) ? item : changed(item, change, textKeys.has(key))
  // Who makes a sentence with the title has to know its language.
  if ('title' in value && copy['title'] !== value.title) copy['english'] = true
  return copy
}
