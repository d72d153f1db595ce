import { useQuery } from '@tanstack/react-query'
import { dayOf } from '#kernel/calendar/days.ts'
import { hrefOf, queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { CampaignView, PartView } from '../contract.ts'
import { ProgressBar, sumOf } from './ProgressBar.tsx'
import { text } from './text.ts'

/** One stocktake: the progress of each unit, and the result to print. */
export default function CampaignPage() {
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/campaigns/:id', { params: { id } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Campaign campaign={data} />
}

function Campaign({ campaign }: { readonly campaign: CampaignView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  return (
    <>
      <PageHeading
        title={campaign.title}
        above={<Breadcrumb trail={[{ title: say('title'), href: '/campaigns' }]} />}
        lead={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span>{say('until', { date: date(campaign.dueOn) })}</span>
            <span>
              {campaign.begunBy === null
                ? say('begunByRule')
                : say('begunBy', { name: campaign.begunBy })}
            </span>
            {campaign.late && <Tag state="late">{say('late')}</Tag>}
            {campaign.closedAt !== null && <Tag state="good">{say('done')}</Tag>}
          </span>
        }
        actions={
          <PrintButton
            title={say('print')}
            href={hrefOf('/api/campaigns/:id/print.pdf', { params: { id: campaign.id } })}
          />
        }
      />
      <Card padded>
        <ProgressBar progress={sumOf(campaign.parts)} label={campaign.title} />
      </Card>
      <Section title={say('parts')} count={campaign.parts.length}>
        <Card>
          <Rows label={say('parts')}>
            {campaign.parts.map((part) => (
              <Part key={part.id} campaign={campaign} part={part} />
            ))}
          </Rows>
        </Card>
      </Section>
      {campaign.carries.length > 0 && (
        <div className="mt-5">
          <Grounds provisions={campaign.carries} />
        </div>
      )}
    </>
  )
}

function Part({ campaign, part }: { readonly campaign: CampaignView; readonly part: PartView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const href = `/campaigns/${campaign.id}/${part.id}`
  return (
    <Row
      title={
        <Link quiet href={href}>
          {part.unitTitle}
        </Link>
      }
      detail={<ProgressBar progress={part} label={say('progress', { unit: part.unitTitle })} />}
      state={
        part.closedAt === null ? undefined : (
          <span className="text-right text-[0.875rem] text-sub">
            <Tag state="good">{say('done')}</Tag>
            <br />
            {date(dayOf(part.closedAt))}
          </span>
        )
      }
      action={
        <ButtonLink
          kind={part.mayAnswer ? 'line' : 'plain'}
          href={href}
          aria-label={`${part.unitTitle}${signs().colon}${say(part.mayAnswer ? 'answer' : 'show')}`}
        >
          {say(part.mayAnswer ? 'answer' : 'show')}
        </ButtonLink>
      }
    />
  )
}
