import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/fileAnswer.ts'
import { reads, route, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { answerLines, closePart } from './answer.ts'
import { beginCampaign } from './begin.ts'
import { campaign, campaigns, partLines, printCampaign } from './queries.ts'

const printed: Route = route(endpoints.printCampaign, async (request, services) => {
  const sheet = await ask(
    services.gate,
    request.organizationId,
    request.actor,
    printCampaign,
    request.params,
  )
  return new FileAnswer(
    await services.printer.ledger(sheet),
    `${sheet.title}.pdf`,
    'application/pdf',
    true,
  )
})

export const routes: readonly Route[] = [
  reads(campaigns, endpoints.campaigns, () => ({})),
  writes(beginCampaign, endpoints.beginCampaign, ({ body }) => body),
  reads(campaign, endpoints.campaign, ({ params }) => params),
  reads(partLines, endpoints.partLines, ({ params, query }) => ({ ...params, ...query })),
  writes(answerLines, endpoints.answerLines, ({ params, body }) => ({ ...body, ...params })),
  writes(closePart, endpoints.closePart, ({ params }) => params),
  printed,
]
