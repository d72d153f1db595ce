import type { AskedItem, Checklist, Item } from '../packs/checklist.ts'
import type { Choice } from '../packs/choice.ts'
import { holds } from '../packs/expression.ts'
import { optional } from '../packs/read/optional.ts'
import type { Portion, Round } from '../packs/round.ts'
import type { Pack } from '../packs/types.ts'
import { conditionsOn } from './subjects.ts'
import type { RoundSubjectFacts } from './subjects.ts'

/** The checklists of a pack by their ids. */
export type Checklists = ReadonlyMap<string, Checklist>

/** The key of an item in answers: `server/power`; of what a view looks at `audit/server/power`. */
export const keyOfItem = ({ checklist, item }: Pick<AskedItem, 'checklist' | 'item'>): string =>
  `${checklist}/${item.id}`

/** The place of an item by its key: `checklists/server/items/power`, `checklists/audit/views/server/power`. */
export function pathOfKey(key: string): string {
  const [checklist = '', item = '', drawn] = key.split('/')
  return drawn === undefined
    ? `checklists/${checklist}/items/${item}`
    : `checklists/${checklist}/views/${item}/${drawn}`
}

/**
 * The items that a checklist asks: its own, then those that it draws, each once. Questions for
 * people in a checklist of things are not asked about the thing; a view looks at all that is drawn.
 */
export function itemsAsked(checklists: Checklists, id: string): readonly AskedItem[] {
  const asked = new Map<string, AskedItem>()
  collect(checklists, id, 'own', new Set(), asked)
  return [...asked.values()]
}

/** How what a checklist draws is taken: as itself, its questions alone, or all of it, to be looked at. */
type Face = 'own' | 'items' | 'questions' | 'looked-at'

function collect(
  checklists: Checklists,
  id: string,
  face: Face,
  above: ReadonlySet<string>,
  into: Map<string, AskedItem>,
): void {
  const checklist = checklists.get(id)
  if (checklist === undefined || above.has(id)) return
  for (const item of checklist.items) {
    if (isPassedOver(checklist, item, face)) continue
    const path = `checklists/${id}/items/${item.id}`
    if (!into.has(path)) into.set(path, { path, checklist: id, item })
  }
  const below = new Set([...above, id])
  const { view } = checklist
  const drawn = view === undefined ? into : new Map<string, AskedItem>()
  for (const draw of checklist.draws)
    if (draw.face !== 'findings')
      collect(
        checklists,
        draw.of,
        face === 'questions' || draw.face === 'questions'
          ? 'questions'
          : view !== undefined || face === 'looked-at'
            ? 'looked-at'
            : 'items',
        below,
        drawn,
      )
  if (view === undefined || face === 'questions') return
  for (const each of drawn.values()) {
    const looked = viewed(checklists, id, view, each)
    if (!into.has(looked.path)) into.set(looked.path, looked)
  }
}

function isPassedOver(checklist: Checklist, { ask }: Item, face: Face): boolean {
  if (face === 'questions') return ask === undefined
  return face !== 'looked-at' && isForPeople(checklist, ask)
}

/** An item as a view looks at it: its title under that of its checklist, and the question of the view. */
function viewed(checklists: Checklists, id: string, view: Item, drawn: AskedItem): AskedItem {
  const { checklist, item } = drawn
  const heading = checklists.get(checklist)?.title
  const key = keyOfItem(drawn)
  return {
    path: pathOfKey(`${id}/${key}`),
    checklist: id,
    drawn,
    item: {
      ...view,
      id: key,
      title: item.title,
      ...optional('heading', heading),
      ...optional('help', view.help ?? item.ask ?? item.help),
      ...optional('applies', view.applies ?? item.applies),
    },
  }
}

/** Whether an item is put to people only: a question in a checklist of something else. */
function isForPeople({ of }: Checklist, ask: string | undefined): boolean {
  return ask !== undefined && of.kind !== 'person'
}

/** Whether a checklist asks something with a view. */
export function looksAt(checklists: Checklists, id: string): boolean {
  return itemsAsked(checklists, id).some(({ drawn }) => drawn !== undefined)
}

/** Under what an item stands where a checklist is read: what it says itself, or where it was drawn from. */
export function headingOf(
  checklists: Checklists,
  { checklist, item }: AskedItem,
  readIn: string,
): string | undefined {
  return item.heading ?? (checklist === readIn ? undefined : checklists.get(checklist)?.title)
}

/** The checklists that others of a pack draw whole: who reads those, reads them. */
export function drawnWhole(checklists: Checklists): ReadonlySet<string> {
  return new Set(
    [...checklists.values()].flatMap(({ draws, view }) =>
      draws.flatMap(({ face, of }) => (face === 'items' && view === undefined ? [of] : [])),
    ),
  )
}

/** The checklist whose answers or reading close a round, if one does. */
export function checklistOf({ closedBy }: Pick<Round, 'closedBy'>): string | undefined {
  for (const closing of closedBy)
    if (closing.kind === 'answers' || closing.kind === 'reading') return closing.checklist
  return undefined
}

/** The items of a checklist that are asked of a subject: those whose conditions hold for it. */
export function itemsFor(
  items: readonly AskedItem[],
  subject: RoundSubjectFacts,
  choices: ReadonlyMap<string, Choice>,
): readonly AskedItem[] {
  const conditions = conditionsOn(subject, choices)
  return items.filter(
    ({ item }) => holds(item.applies, conditions, true) && holds(item.when, conditions, true),
  )
}

/**
 * The items that a round asks of a subject in a turn of a 年度: of a portion those that were drawn,
 * and of these the ones whose conditions hold. What is drawn does not depend on the conditions, so
 * that a changed subject does not put an item off.
 */
export function itemsOfTurn(
  { checklists, choices }: Pick<Pack, 'checklists' | 'choices'>,
  round: Pick<Round, 'id' | 'closedBy' | 'portion'>,
  subject: RoundSubjectFacts,
  fiscalYear: number,
): readonly AskedItem[] {
  const checklist = checklistOf(round)
  if (checklist === undefined) return []
  const all = itemsAsked(checklists, checklist)
  const drawn =
    round.portion === undefined
      ? all
      : portionOf(all, round.portion, round.id, subject.id, fiscalYear)
  return itemsFor(drawn, subject, choices)
}

/**
 * The items of a portion in the turn of a 年度: a draw by round and subject that comes out the same
 * whenever it is repeated, and takes every item once in any so many years after each other.
 */
export function portionOf(
  items: readonly AskedItem[],
  { years }: Portion,
  round: string,
  subject: string,
  fiscalYear: number,
): readonly AskedItem[] {
  const drawn = items
    .map((item) => ({ item, lot: lotOf(`${round} ${subject} ${item.path}`) }))
    .toSorted((one, other) => one.lot - other.lot || (one.item.path < other.item.path ? -1 : 1))
  const turn = fiscalYear % years
  const inTurn = new Set(
    drawn.filter((_, index) => index % years === turn).map(({ item }) => item.path),
  )
  return items.filter(({ path }) => inTurn.has(path))
}

/** FNV-1a over UTF-16 code units: spreads evenly and is the same everywhere. */
export function lotOf(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01_00_01_93)
  }
  return hash >>> 0
}
