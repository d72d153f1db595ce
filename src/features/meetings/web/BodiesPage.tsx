import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useFormatDate, useFormatMoment } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { BodyRow } from '../contract.ts'
import { text } from './text.ts'

/** Committees and teams: how many cases wait for each, and when it meets next. */
export default function BodiesPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/bodies'))
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} />
      <ProblemNotice error={error} />
      {data?.length === 0 && <EmptyState title={say('none')}>{say('noneBody')}</EmptyState>}
      {data !== undefined && data.length > 0 && (
        <Card>
          <Rows label={say('title')}>
            {data.map((body) => (
              <Body key={body.id} body={body} />
            ))}
          </Rows>
        </Card>
      )}
    </>
  )
}

function Body({ body }: { readonly body: BodyRow }) {
  const say = useTexts(text)
  const [date, moment] = [useFormatDate(), useFormatMoment()]
  const when =
    body.next === null
      ? [say('noNext'), ...(body.dueOn === null ? [] : [say('due', { date: date(body.dueOn) })])]
      : [say('next', { moment: moment(body.next.beginsAt) }), body.next.place]
  return (
    <Row
      title={
        <Link quiet href={`/bodies/${body.id}`}>
          {body.title}
        </Link>
      }
      subject={say('members', { count: body.members })}
      detail={when.filter(Boolean).join(signs().dot)}
      state={
        <span className="flex flex-wrap gap-2">
          {body.late && <Tag state="late">{say('late')}</Tag>}
          {body.waiting > 0 && <Tag state="turn">{say('waiting', { count: body.waiting })}</Tag>}
        </span>
      }
    />
  )
}
