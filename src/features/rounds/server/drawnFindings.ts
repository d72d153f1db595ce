import { checklistOf, itemsAsked, keyOfItem, pathOfKey } from '#kernel/rounds/index.ts'
import type { AskedItem } from '#kernel/packs/checklist.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { sayTo } from '#platform/access/language.ts'
import type { TurnRound } from './edition.ts'
import type { Subject } from './subjects.ts'

/** Between the checklist of a view and the id of a finding: `audit/findings/<id>`. */
const between = '/findings/'
const isDrawnFinding = (key: string): boolean => key.includes(between)

/** What a row asks beside findings, and the findings that it draws. */
export const withoutDrawn = (keys: readonly string[]): readonly string[] =>
  keys.filter((key) => !isDrawnFinding(key))
const drawnKeys = (keys: readonly string[]): readonly string[] => keys.filter(isDrawnFinding)

/**
 * The findings that a turn draws about subjects, as keys of items: those of the checklists that its
 * own draws which are not mended, of the subject's unit or of the subject itself.
 */
export async function findingsToDraw(
  tx: Transaction,
  { day, round }: TurnRound,
  subjects: readonly Subject[],
): Promise<(subject: Subject) => readonly string[]> {
  const id = checklistOf(round) ?? ''
  const checklist = day.organization.pack.checklists.get(id)
  const from = checklist?.draws.flatMap(({ face, of }) => (face === 'findings' ? [of] : [])) ?? []
  if (from.length === 0 || subjects.length === 0) return () => []
  const rows = await tx.db
    .selectFrom('findings')
    .select(['id', 'unit_id', 'subject_kind', 'subject_id'])
    .where('organization_id', '=', tx.organization.id)
    .where('checklist', 'in', from)
    .where('state', '<>', 'closed')
    .orderBy('found_at')
    .orderBy('id')
    .execute()
  return (subject) =>
    rows
      .filter(
        (row) =>
          (row.unit_id !== null && row.unit_id === subject.unit) ||
          (row.subject_kind === subject.kind && row.subject_id === subject.id),
      )
      .slice(0, 100)
      .map((row) => `${id}${between}${row.id}`)
}

interface Asking {
  readonly items: readonly string[]
}

/** The findings that rows draw, as items that the view of their checklist looks at. */
export async function drawnFindingItems<Row extends Asking>(
  tx: Transaction,
  rows: readonly Row[],
  turnOf: (row: Row) => TurnRound | undefined,
): Promise<(row: Row, turn: TurnRound) => readonly AskedItem[]> {
  const keys = [...new Set(rows.flatMap(({ items }) => drawnKeys(items)))]
  if (keys.length === 0) return () => []
  const packs = rows.flatMap((row) => turnOf(row)?.day.organization.pack ?? [])
  const titles = await titlesOf(tx, keys, packs)
  return ({ items }, { day }) =>
    drawnKeys(items).flatMap((key) => asViewed(day, key, titles.get(key)))
}

const lastFinding = { ja: '前の指摘', en: 'Last findings' }

function asViewed(day: Transaction, key: string, title = ''): AskedItem[] {
  const [checklist = '', ...rest] = key.split('/')
  const view = day.organization.pack.checklists.get(checklist)?.view
  const heading = sayTo(day, lastFinding)
  return view === undefined
    ? []
    : [
        {
          path: pathOfKey(key),
          checklist,
          item: { ...view, id: rest.join('/'), title: title === '' ? heading : title, heading },
        },
      ]
}

async function titlesOf(
  tx: Transaction,
  keys: readonly string[],
  packs: readonly Pick<Pack, 'checklists'>[],
): Promise<ReadonlyMap<string, string>> {
  const idOf = (key: string): string => key.split('/')[2] ?? ''
  const rows = await tx.db
    .selectFrom('findings')
    .select(['id', 'checklist', 'item', 'subject_title'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', keys.map(idOf))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    keys.flatMap((key): [string, string][] => {
      const row = byId.get(idOf(key))
      if (row === undefined) return []
      const asked = packs
        .flatMap(({ checklists }) => itemsAsked(checklists, row.checklist))
        .find((item) => keyOfItem(item) === row.item)
      const title = asked?.item.title ?? sayTo(tx, lastFinding)
      return [[key, `${title}（${row.subject_title}）`]]
    }),
  )
}
