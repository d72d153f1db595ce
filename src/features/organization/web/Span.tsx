import { signs, useTexts } from '#ui/i18n/index.ts'
import { Tag } from '#ui/parts/Tag.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import { today } from './data.ts'
import { text } from './text.ts'

/**
 * A period: from a day on, and to a day where there is one; a single day where both are the same.
 */
export function Span({ from, to }: { readonly from: string; readonly to: string | null }) {
  return (
    <span>
      <DateText date={from} />
      {to !== from && signs().until}
      {to !== null && to !== from && <DateText date={to} />}
    </span>
  )
}

/** Whether a period has ended, runs, or has not begun. */
export function SpanTag({ from, to }: { readonly from: string; readonly to: string | null }) {
  const say = useTexts(text)
  const now = today()
  if (to !== null && to < now) return <Tag state="none">{say('over')}</Tag>
  return from > now ? <Tag state="turn">{say('ahead')}</Tag> : <Tag state="good">{say('now')}</Tag>
}
