import { useWithdrawal } from '#features/organization/web/public.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import type { Away, Home } from '../contract/home.ts'
import { text } from './text.ts'

/** Roles of one person that are named; the others are counted. */
const maxSeats = 3

/** That the reader is away, and for whom they act; nothing where nothing is so. */
export function AbsenceNotices({ away, actingFor }: Pick<Home, 'away' | 'actingFor'>) {
  return (
    <div className="mb-6 space-y-3 empty:hidden">
      {away !== null && <AwayNotice away={away} />}
      {actingFor.length > 0 && <ActingNotice actingFor={actingFor} />}
    </div>
  )
}

function AwayNotice({ away }: { readonly away: Away }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const end = useWithdrawal(say('awayEnded'))
  const { open } = away
  const title =
    open === null
      ? say('awayWas', { from: date(away.from), to: date(away.to), count: away.decidedCount })
      : say('awayUntil', { day: date(away.to, true) })
  return (
    <Notice
      title={title}
      {...(open !== null && {
        footer: (
          <>
            <Button size="small" isPending={end.pending} onPress={() => void end.run(open)}>
              {say('awayEnd')}
            </Button>
            <ButtonLink size="small" kind="quiet" href="/organization/absences">
              {say('awayLook')}
            </ButtonLink>
          </>
        ),
      })}
    >
      {open !== null && <Deputies deputies={away.deputies} />}
      {open !== null && away.decidedCount > 0 && (
        <p className="mt-2 text-[0.9375rem] text-sub">
          {say('awayDecided', { count: away.decidedCount })}
        </p>
      )}
      {away.decided.length > 0 && (
        <ul className="space-y-1 text-[0.9375rem]">
          {away.decided.map((row) => (
            <li key={`${row.id}${row.at}`}>
              <Link href={`/cases/${row.id}`}>{row.subject}</Link>
              <span className="text-sub">
                {signs().paren}
                {[row.number, row.decision, row.by].filter(Boolean).join(signs().dot)}
                {signs().dot}
                <MomentText at={row.at} />
                {signs().unparen}
              </span>
            </li>
          ))}
          {away.decidedCount > away.decided.length && (
            <li className="text-sub">
              {say('awayDecidedMore', { count: away.decidedCount - away.decided.length })}
            </li>
          )}
        </ul>
      )}
    </Notice>
  )
}

function Deputies({ deputies }: Pick<Away, 'deputies'>) {
  const say = useTexts(text)
  const named = useNamedSeats()
  if (deputies.length === 0)
    return <p className="text-[0.9375rem] text-sub">{say('awayNoSeats')}</p>
  const seatsOf = Map.groupBy(deputies, ({ persons }) => persons.join(signs().list))
  return (
    <ul className="space-y-0.5 text-[0.9375rem]">
      {[...seatsOf].map(([persons, rows]) => (
        <li key={persons}>
          {named(rows.map(({ seat }) => seat))}
          <span aria-hidden="true"> → </span>
          {persons || say('awayNobody')}
        </li>
      ))}
    </ul>
  )
}

function ActingNotice({ actingFor }: Pick<Home, 'actingFor'>) {
  const say = useTexts(text)
  const date = useFormatDate()
  const named = useNamedSeats()
  return (
    <Notice title={say('actingTitle')}>
      <ul className="space-y-0.5 text-[0.9375rem]">
        {actingFor.map(({ name, seats, to }) => (
          <li key={`${name}${to}${seats[0] ?? ''}`}>
            {say('actingFor', { name, day: date(to, true), seats: named(seats) })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** The first of some roles, and how many more there are. */
function useNamedSeats(): (seats: readonly string[]) => string {
  const say = useTexts(text)
  return (seats) => {
    const named = seats.slice(0, maxSeats).join(signs().list)
    const more = seats.length - maxSeats
    return more > 0 ? say('actingMore', { seats: named, count: more }) : named
  }
}
