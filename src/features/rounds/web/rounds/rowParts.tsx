import { useTexts } from '#ui/i18n/index.ts'
import { DueTag } from '#ui/parts/DueTag.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { OccurrenceRow } from '../../contract/rounds.ts'
import { text } from '../text.ts'

/** Which rows can be chosen, to answer one item of them alike. */
export interface Choosing {
  readonly item: string
  readonly chosen: ReadonlySet<string>
  readonly mayChoose: (row: OccurrenceRow) => boolean
  readonly onToggle: (id: string) => void
}

/** A box that chooses a row. */
export function Choose({
  row,
  choosing,
}: {
  readonly row: OccurrenceRow
  readonly choosing: Choosing
}) {
  const say = useTexts(text)
  return (
    <input
      type="checkbox"
      className="size-5 translate-y-1 accent-act"
      aria-label={say('choose', { title: row.subject.title })}
      checked={choosing.chosen.has(row.id)}
      onChange={() => choosing.onToggle(row.id)}
    />
  )
}

/** Done, late, or until when. */
export function RowState({ row }: { readonly row: OccurrenceRow }) {
  const say = useTexts(text)
  return row.closedAt === null ? (
    <DueTag wholeDay dueAt={row.dueAt} late={row.late} />
  ) : (
    <Tag state="good">{say('done')}</Tag>
  )
}
