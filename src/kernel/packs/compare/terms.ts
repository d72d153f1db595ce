import { cadenceWords, parseCadence } from '../../calendar/recurrence.ts'
import { parseSpan, spanWords } from '../../calendar/spans.ts'
import { sayRecurring } from './recurring.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { placeKinds, scopeWords } from '../who.ts'

/** Keys under which a pack says who. */
const whoKeys: ReadonlySet<string> = new Set([
  'addedBy',
  'administer',
  'apart',
  'appointedBy',
  'appointers',
  'approveEditions',
  'by',
  'chair',
  'deputies',
  'for',
  'keptBy',
  'members',
  'not',
  'opens',
  'paperBy',
  'readBy',
  'readJournal',
  'remind',
  'secretary',
  'tell',
  'totpRequiredFor',
  'verify',
  'waivedBy',
  'who',
])

/**
 * Who, how long or how often, as a pack writes it at a place, in Japanese words made of titles.
 * Undefined where the text is none of these, or has a part without a title.
 */
export function sayTerm(pack: Tree, path: readonly string[], text: string): string | undefined {
  const key = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
  const told = text.trim().replaceAll(/\s+/g, ' ')
  const recurring = sayRecurring(pack, path, key, told)
  if (recurring !== undefined) return recurring
  if (key === 'within') return sayLimit(pack, path, told)
  if (key === 'every' || key === 'meets') {
    const cadence = parseCadence(told)
    return cadence === undefined ? reminders[told] : cadenceWords(cadence).ja
  }
  if (key === 'heldBy') return sayHolder(pack, told)
  if (whoKeys.has(key)) return sayWho(pack, path, told)
  const span = parseSpan(told)
  return span === undefined ? undefined : spanWords(span).ja
}

/** How often is reminded. */
const reminders: Readonly<Record<string, string>> = {
  day: '毎日',
  'working day': '営業日ごと',
  once: '一度だけ',
}

/** `post vice-mayor`, `head of unit`: how a role or its deputies come to be. */
function sayHolder(pack: Tree, text: string): string | undefined {
  const post = /^post (\S+)$/.exec(text)?.[1]
  if (post === undefined) return holders[text]
  const title = child(pack, 'posts', post)
  return textOf(title) ?? textOf(child(title, 'title'))
}
const holders: Readonly<Record<string, string>> = {
  appointment: '任命された人',
  body: '会議体',
  'head of unit': 'その所属の長',
  'deputy head of unit': 'その所属の長の次の人',
  'head of system unit': '情報システムの所属の長',
}

/** `until departAt`, `3 working days`, `1 day after unneededOn` */
function sayLimit(pack: Tree, path: readonly string[], text: string): string | undefined {
  const until = /^until (\S+)$/.exec(text)?.[1]
  if (until !== undefined) {
    const title = fieldTitle(pack, path, until)
    return title === undefined ? undefined : `「${title}」まで`
  }
  const [length = '', after] = text.split(' after ')
  const span = parseSpan(length)
  if (span === undefined) return undefined
  const words = spanWords(span).ja
  if (after === undefined) return `${words}以内`
  const title = after === 'today' ? '今日' : fieldTitle(pack, path, after)
  return title === undefined ? undefined : `「${title}」から${words}以内`
}

/** `anyone`, `person in witness`, `security-officer of applicant.unit` */
function sayWho(pack: Tree, path: readonly string[], text: string): string | undefined {
  const plain: Readonly<Record<string, string>> = {
    anyone: 'だれでも',
    everyone: '全員',
    applicant: '申請した人',
    unit: 'その所属の人',
  }
  if (Object.hasOwn(plain, text)) return plain[text]
  const person = /^person in (\S+)$/.exec(text)?.[1]
  if (person !== undefined) {
    const title = fieldTitle(pack, path, person)
    return title === undefined ? undefined : `「${title}」の人`
  }
  const holder = sayHolder(pack, text)
  if (holder !== undefined) return holder
  const [, role = '', of] = /^([a-z][a-z0-9-]*)(?: of (\S+))?$/.exec(text) ?? []
  const title = textOf(child(pack, 'roles', 'roles', role, 'title'))
  if (title === undefined || of === undefined) return title
  const place = of === 'parent' ? '上の所属' : of === 'same' ? '同じ所' : sayPlace(pack, path, of)
  return place === undefined ? undefined : `${place}の${title}`
}

/** `applicant.unit.parent`, `about.system`, `system`, the field of a form */
function sayPlace(pack: Tree, path: readonly string[], text: string): string | undefined {
  const parts = text.split('.')
  const steps = parts.filter((part) => part !== 'parent')
  const [head = '', kind = isPlace(head) ? head : undefined] = steps
  const whose = isPlace(head)
    ? 'その'
    : head === 'applicant'
      ? '申請した人の'
      : head === 'about'
        ? '対象の'
        : fieldPrefix(fieldTitle(pack, path, head), kind !== undefined)
  if (whose === undefined) return undefined
  const place = kind !== undefined && isPlace(kind) ? scopeWords[kind].ja : ''
  if (kind !== undefined && place === '') return undefined
  return `${whose}${place}${'の上の所属'.repeat(parts.length - steps.length)}`
}

function fieldPrefix(title: string | undefined, isFollowed: boolean): string | undefined {
  return title === undefined ? undefined : `「${title}」${isFollowed ? 'の' : ''}`
}

function isPlace(word: string): word is 'unit' | (typeof placeKinds)[number] {
  return word === 'unit' || placeKinds.some((kind) => kind === word)
}

/** The title of a field of the form or register that the path is in. */
function fieldTitle(pack: Tree, path: readonly string[], id: string): string | undefined {
  return textOf(child(pack, path[0] ?? '', path[1] ?? '', 'fields', id, 'title'))
}
