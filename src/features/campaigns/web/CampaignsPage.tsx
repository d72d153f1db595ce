import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryOf } from '#ui/api.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { CampaignView } from '../contract.ts'
import { BeginDialog } from './BeginDialog.tsx'
import { ProgressBar, sumOf } from './ProgressBar.tsx'
import { text } from './text.ts'

/** Stocktakes under way and finished. */
export default function CampaignsPage() {
  const say = useTexts(text)
  const [beginning, setBeginning] = useState(false)
  const { data, error } = useQuery(queryOf('/api/campaigns'))
  const mayBegin = data?.mayBegin ?? []
  const begin = mayBegin.length > 0 && (
    <Button kind="line" icon="plus" onPress={() => setBeginning(true)}>
      {say('begin')}
    </Button>
  )
  const running = data?.campaigns.filter((campaign) => campaign.closedAt === null) ?? []
  const closed = data?.campaigns.filter((campaign) => campaign.closedAt !== null) ?? []
  return (
    <>
      <PageHeading
        title={say('title')}
        lead={say('lead')}
        actions={data !== undefined && data.campaigns.length > 0 && begin}
      />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40 rounded-12" />}
      {data?.campaigns.length === 0 && (
        <EmptyState title={say('none')} action={begin}>
          {say('noneBody')}
        </EmptyState>
      )}
      <List title={say('running')} campaigns={running} />
      <List title={say('closed')} campaigns={closed} />
      {beginning && <BeginDialog choices={mayBegin} onClose={() => setBeginning(false)} />}
    </>
  )
}

function List({
  title,
  campaigns,
}: {
  readonly title: string
  readonly campaigns: readonly CampaignView[]
}) {
  if (campaigns.length === 0) return null
  return (
    <Section title={title} count={campaigns.length}>
      <Card>
        <Rows label={title}>
          {campaigns.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

function CampaignRow({ campaign }: { readonly campaign: CampaignView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const [only] = campaign.parts
  const href =
    only !== undefined && campaign.parts.length === 1
      ? `/campaigns/${campaign.id}/${only.id}`
      : `/campaigns/${campaign.id}`
  return (
    <Row
      title={
        <Link quiet href={href}>
          {campaign.title}
        </Link>
      }
      detail={<ProgressBar progress={sumOf(campaign.parts)} label={campaign.title} />}
      state={
        campaign.closedAt !== null ? (
          <Tag state="good">{say('done')}</Tag>
        ) : campaign.late ? (
          <Tag state="late">{say('late')}</Tag>
        ) : (
          <Tag state="turn">{say('until', { date: date(campaign.dueOn) })}</Tag>
        )
      }
    />
  )
}
