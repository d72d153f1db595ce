import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { useText } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Card, Row, Rows } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { text } from './text.ts'

/** Everything that can be applied for. */
export default function ApplyPage() {
  const say = useText(text)
  const { data, error } = useQuery({
    queryKey: ['procedures'], queryFn: ({ signal }) => api.get<readonly { id: string, title: string, form: string | null }[]>('/api/procedures', { signal }), staleTime: 600_000,
  })
  return (
    <>
      <PageHeading title={say('applyTitle')} lead={say('applyLead')} acts={<ButtonLink kind="main" href="/ask">{say('askFirst')}</ButtonLink>} />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40" />}
      {data !== undefined && (
        <Card>
          <Rows label={say('applyTitle')}>
            {data.map((procedure) => (
              <Row key={procedure.id} what={procedure.title} state={procedure.form !== null && <Tag>{procedure.form}</Tag>}
                act={<ButtonLink kind="line" href={`/apply/${procedure.id}`} aria-label={`${procedure.title}：${say('apply')}`}>{say('apply')}</ButtonLink>} />
            ))}
          </Rows>
        </Card>
      )}
    </>
  )
}
