import type { Static } from 'typebox'
import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import {
  Answered,
  AnswerLinesBody,
  BeginCampaign,
  BegunCampaign,
  CampaignLines,
  CampaignList,
  CampaignPath,
  CampaignView,
  LineQuery,
  PartPath,
  Progress,
} from '../contract.ts'
import { answerLines, closePart } from './answer.ts'
import { beginCampaign } from './begin.ts'
import { campaign, campaigns, partLines, printCampaign } from './queries.ts'

const printed: Route = {
  method: 'GET',
  url: '/api/campaigns/:id/print.pdf',
  title: '棚卸しの結果を印刷する',
  params: CampaignPath,
  access: 'full',
  produces: 'application/pdf',
  async handle(request, services) {
    const sheet = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      printCampaign,
      request.params as Static<typeof CampaignPath>,
    )
    return new FileAnswer(
      await services.printer.ledger(sheet),
      `${sheet.title}.pdf`,
      'application/pdf',
      true,
    )
  },
}

export const routes: readonly Route[] = [
  reads(
    campaigns,
    { url: '/api/campaigns', title: '棚卸しの一覧', reply: CampaignList },
    () => ({}),
  ),
  writes(
    beginCampaign,
    {
      url: '/api/campaigns',
      title: '棚卸しを始める',
      body: BeginCampaign,
      reply: BegunCampaign,
      status: 201,
    },
    ({ body }) => body,
  ),
  reads(
    campaign,
    { url: '/api/campaigns/:id', title: '一つの棚卸し', params: CampaignPath, reply: CampaignView },
    ({ params }) => params,
  ),
  reads(
    partLines,
    {
      url: '/api/campaigns/:id/parts/:part',
      title: '所属が確かめる登録',
      params: PartPath,
      query: LineQuery,
      reply: CampaignLines,
    },
    ({ params, query }) => ({ ...params, ...query }),
  ),
  writes(
    answerLines,
    {
      url: '/api/campaigns/:id/parts/:part/answers',
      title: 'あったか、違うか、見つからないかを答える',
      params: PartPath,
      body: AnswerLinesBody,
      reply: Answered,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    closePart,
    {
      url: '/api/campaigns/:id/parts/:part/close',
      title: '所属の棚卸しを終える',
      params: PartPath,
      reply: Progress,
    },
    ({ params }) => params,
  ),
  printed,
]
