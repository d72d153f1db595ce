import { signs, useTexts } from '#ui/i18n/index.ts'
import type { SayOf } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Icon } from '#ui/parts/icons.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { AssignmentRow } from '../contract/assignments.ts'
import type { ActingRow } from '../contract/roles.ts'
import { Span, SpanTag } from './Span.tsx'
import { text } from './text.ts'
import { PersonLink } from './UnitTree.tsx'

interface Acts {
  /** Left out where the page itself offers it. */
  readonly onAppoint?: () => void
  readonly onDismiss: (row: AssignmentRow) => void
}

/**
 * One place of a role as an expandable row: who acts today and why; below, the order of deputies
 * and every appointment.
 */
export function Seat({
  row,
  open,
  ...acts
}: Acts & { readonly row: ActingRow; readonly open: boolean }) {
  return (
    <li id={`seat-${row.seat.scopeId}`}>
      <details open={open} className="group">
        <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3.5 outline-offset-[-3px] hover:bg-soft sm:px-5 [&::-webkit-details-marker]:hidden">
          <Icon
            name="right"
            size={16}
            className="text-sub transition-transform group-open:rotate-90"
          />
          <Summary row={row} />
        </summary>
        <div className="border-t border-line bg-soft px-4 py-4 sm:px-5">
          <SeatBody row={row} {...acts} />
        </div>
      </details>
    </li>
  )
}

function Summary({ row }: { readonly row: ActingRow }) {
  const say = useTexts(text)
  return (
    <>
      <span className="min-w-0 grow basis-48 leading-160">
        <b>{row.seat.scopeTitle}</b>
        <span className="block text-[0.875rem] text-sub">
          {row.acting === null
            ? say(row.optional ? 'unplaced' : 'vacant')
            : `${actingNames(row.acting)}${signs().gap}${say('via', { via: row.acting.via })}`}
        </span>
      </span>
      <ActingTag row={row} />
    </>
  )
}

/** The names of everybody who acts. */
function actingNames({ name, others }: NonNullable<ActingRow['acting']>): string {
  return [name, ...others.map((other) => other.name)].join(signs().list)
}

/** Everybody who acts, each as a link. */
export function ActingPersons({ acting }: { readonly acting: NonNullable<ActingRow['acting']> }) {
  return [acting, ...acting.others].map((person, index) => (
    <span key={person.id}>
      {index > 0 && signs().list}
      <PersonLink id={person.id} name={person.name} inText />
    </span>
  ))
}

/** Whether the row is a place of an optional role without appointments. */
export function isUnplaced(row: ActingRow): boolean {
  return row.optional && row.holders.length === 0
}

/** Who acts, as a tag: the holder, a deputy, the next role, nobody. */
export function ActingTag({ row }: { readonly row: ActingRow }) {
  const say = useTexts(text)
  if (isUnplaced(row)) return <Tag state="none">{say('unplacedTag')}</Tag>
  if (row.acting === null) return <Tag state="late">{say('vacantTag')}</Tag>
  if (row.acting.as === 'holder') return <Tag state="good">{say('as.holder')}</Tag>
  return <Tag state="due">{say(row.acting.as === 'deputy' ? 'as.deputy' : 'as.next')}</Tag>
}

/**
 * The order of deputies, the appointments with their days, and what the reader may do about them.
 */
export function SeatBody({ row, onAppoint, onDismiss }: Acts & { readonly row: ActingRow }) {
  const say = useTexts(text)
  return (
    <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
      <div>
        <h3 className="mb-1 text-[0.9375rem]">{say('order')}</h3>
        <p className="mb-2 text-[0.875rem] text-sub">{reason(row, say)}</p>
        <ol className="space-y-1.5">
          {row.chain.map((item, index) => (
            <li key={item.id} className="flex flex-wrap items-baseline gap-x-2.5">
              <span className="w-5 text-right text-[0.875rem] text-sub numerals">{index + 1}</span>
              <PersonLink id={item.id} name={item.name} />
              <span className="text-[0.875rem] text-sub">{item.via}</span>
              {!item.present && <Tag state="due">{say('away')}</Tag>}
              {(item.id === row.acting?.id ||
                row.acting?.others.some((other) => other.id === item.id)) && (
                <Tag state="turn">{say('acting')}</Tag>
              )}
            </li>
          ))}
        </ol>
      </div>
      <div>
        <h3 className="mb-1 text-[0.9375rem]">{say('history')}</h3>
        {row.assignments.length === 0 && (
          <p className="text-[0.875rem] text-sub">{say('byPostOnly')}</p>
        )}
        <ul className="space-y-2">
          {row.assignments.map((item) => (
            <li key={item.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span>
                {item.person ? (
                  <PersonLink id={item.person.id} name={item.person.name} />
                ) : (
                  item.post?.title
                )}
              </span>
              <span className="text-[0.875rem] text-sub">
                <Span from={item.from} to={item.to} />
              </span>
              <SpanTag from={item.from} to={item.to} />
              {item.note && (
                <span className="basis-full text-[0.875rem] text-sub">{item.note}</span>
              )}
              {item.mayEnd && (
                <Button
                  size="small"
                  onPress={() => onDismiss(item)}
                  aria-label={`${say('dismiss')}${signs().colon}${item.person?.name ?? item.post?.title ?? ''}`}
                >
                  {say('dismiss')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {row.mayAppoint && onAppoint && (
          <div className="mt-3">
            <Button size="small" kind="line" icon="plus" onPress={onAppoint}>
              {say('appoint')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

function reason(row: ActingRow, say: SayOf<typeof text>): string {
  const { acting, holders } = row
  if (isUnplaced(row))
    return acting === null
      ? say('reason.unplaced')
      : say('reason.unplacedNext', { name: actingNames(acting), via: acting.via })
  if (acting === null) return say('reason.nobody')
  if (acting.as === 'holder') return say('reason.holder', { via: acting.via })
  const away = holders.map((holder) => holder.name).join(signs().list)
  return acting.because === 'absent'
    ? say('reason.absent', { away, name: acting.name, via: acting.via })
    : say('reason.vacant', { name: acting.name, via: acting.via })
}
