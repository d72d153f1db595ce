import { everyWords, parseEvery } from '../../calendar/every.ts'
import { spanWords } from '../../calendar/spans.ts'
import { choiceIn } from '../read/choiceNames.ts'
import { parseLength } from '../read/lengths.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { optionTitle } from './conditions.ts'

/**
 * What a checklist, a round or a choice says at a place, in Japanese words made of titles. Undefined
 * where the text is none of theirs, or names what has no title.
 */
export function sayRecurring(
  pack: Tree,
  [area = '', id = '', part = '']: readonly string[],
  key: string,
  text: string,
): string | undefined {
  const isInClosing = area === 'rounds' && part === 'closedBy'
  if (area === 'choices') return sayChosen(child(pack, 'choices', id), key, text)
  if (area !== 'rounds' && area !== 'checklists') return undefined
  const choice = choiceIn(text)
  if (choice !== undefined) return sayChoice(pack, choice)
  if (key === 'every') return sayEvery(text)
  if (key === 'within' || key === 'after')
    return sayLength(text, key === 'within' ? '以内' : 'たって')
  if (key === 'by' && isInClosing) return sayings['closedBy']?.(pack, text)
  if (key === 'by' && Object.hasOwn(actors, text)) return actors[text]
  const say = sayings[key]
  return say?.(pack, text)
}

const actors: Readonly<Record<string, string>> = { self: '本人', machine: '機械' }

function sayEvery(text: string): string | undefined {
  const every = parseEvery(text)
  return every && everyWords(every).ja
}

function sayLength(text: string, ending: string): string | undefined {
  const span = parseLength(text)
  return span && `${spanWords(span).ja}${ending}`
}

/** The title of a choice with what was chosen: 「見て回る間隔」（年に一度）. */
function sayChoice(pack: Tree, id: string): string | undefined {
  const tree = child(pack, 'choices', id)
  const title = textOf(child(tree, 'title'))
  const value = child(tree, 'value')
  const chosen = sayChosen(tree, 'value', textOf(value) ?? '') ?? textOf(value) ?? ''
  return title === undefined ? undefined : `「${title}」（${chosen}）`
}

function sayChosen(choice: Tree | undefined, key: string, text: string): string | undefined {
  if (key === 'atLeast') return sayEvery(text)
  if (key !== 'value' && key !== 'max') return undefined
  const type = textOf(child(choice, 'type'))
  if (type === 'cadence') return sayEvery(text)
  return type === 'span' ? sayLength(text, '') : optionTitle(choice, text)
}

type Say = (pack: Tree, text: string) => string | undefined

const sayings: Readonly<Record<string, Say>> = {
  each: (pack, text) => saySubject(pack, text),
  of: (pack, text) => saySubject(pack, text),
  on: (pack, text) =>
    occasions[text] ?? said(pack, text, { end: (title) => `「${title}」が終わったとき` }),
  closedBy: (pack, text) =>
    said(pack, text, {
      'answers to': (title) => `「${title}」への答え`,
      'reading of': (title) => `「${title}」を読むこと`,
      'line of': (title) => `「${title}」の行`,
      'meeting of': (title) => `「${title}」の会議`,
      end: (title) => `「${title}」の終わり`,
    }),
  draw: (pack, text) =>
    said(pack, text, {
      'items of': (title) => `「${title}」の項目`,
      'questions of': (title) => `「${title}」の人への問い`,
      'findings of': (title) => `「${title}」の直っていない指摘`,
    }),
  samples: (pack, text) =>
    said(pack, text, {
      'cases of': (title) => `「${title}」の案件`,
      'lines of': (title) => `「${title}」の行`,
    }),
}

const occasions: Readonly<Record<string, string>> = {
  new: '加わったとき',
  left: '外れたとき',
  moved: '異動したとき',
  edition: '版が変わったとき',
  hand: '人が始めたとき',
}

function saySubject(pack: Tree, text: string): string | undefined {
  const plain: Readonly<Record<string, string>> = {
    organization: '組織',
    unit: '所属の一つ一つ',
    person: '一人ひとり',
  }
  return (
    plain[text] ??
    said(pack, text, {
      'line of': (title) => `「${title}」の一つ一つ`,
      'holder of': (title) => `「${title}」に就く人`,
    })
  )
}

/** Where the titles stand of what a phrase names. */
const places: Readonly<Record<string, readonly string[]>> = {
  'answers to': ['checklists'],
  'reading of': ['checklists'],
  'items of': ['checklists'],
  'questions of': ['checklists'],
  'findings of': ['checklists'],
  'cases of': ['procedures'],
  'lines of': ['registers'],
  'line of': ['registers'],
  'meeting of': ['roles', 'roles'],
  'holder of': ['roles', 'roles'],
  end: ['procedures'],
}

/** A phrase with the title of what it names: `answers to server`, `end done of drill`. */
function said(
  pack: Tree,
  text: string,
  ways: Readonly<Record<string, (title: string) => string>>,
): string | undefined {
  const [, end, endOf] = /^end(?: (\S+))? of (\S+)$/.exec(text) ?? []
  const [, way = '', name = ''] = /^([a-z]+ (?:of|to)) (\S+)$/.exec(text) ?? []
  const phrase = endOf === undefined ? way : 'end'
  const tree = child(pack, ...(places[phrase] ?? []), endOf ?? name)
  const title = textOf(child(tree, 'title'))
  const say = ways[phrase]
  if (title === undefined || say === undefined) return undefined
  const endTitle = end === undefined ? undefined : textOf(child(tree, 'ends', end, 'title'))
  return say(endTitle === undefined ? title : `${title}：${endTitle}`)
}
