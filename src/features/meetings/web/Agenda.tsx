import { dayOf } from '#kernel/calendar/days.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows } from '#ui/parts/Card.tsx'
import type { AgendaItem } from '../contract.ts'
import { text } from './text.ts'

/** The cases that wait for a body, oldest first. */
export function Agenda({ items }: { readonly items: readonly AgendaItem[] }) {
  const say = useTexts(text)
  const date = useFormatDate()
  if (items.length === 0)
    return (
      <Card padded>
        <p className="text-sub">{say('agendaNone')}</p>
      </Card>
    )
  return (
    <Card>
      <Rows label={say('agenda')}>
        {items.map((item) => (
          <Row
            key={item.case}
            title={
              <Link quiet href={`/cases/${item.case}`}>
                {item.subject}
              </Link>
            }
            subject={item.number}
            detail={[
              item.procedureTitle,
              say('applicant', { name: item.applicant }),
              say('since', { date: date(dayOf(item.since)) }),
            ].join(signs().dot)}
          />
        ))}
      </Rows>
    </Card>
  )
}
