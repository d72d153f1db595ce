import { runQuery } from '#platform/gate/perform.ts'
import { sheetAsPdf } from '#platform/http/pdfAnswer.ts'
import { queryRoute, route, actionRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { answerLines, closePart } from './answer.ts'
import { beginCampaign } from './begin.ts'
import { campaign, campaigns, partLines, printCampaign } from './queries.ts'

const printRoute: Route = route(endpoints.printCampaign, async (request, services) => {
  const sheet = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    printCampaign,
    request.params,
  )
  return sheetAsPdf(services.printer, sheet)
})

export const routes: readonly Route[] = [
  queryRoute(campaigns, endpoints.campaigns, () => ({})),
  actionRoute(beginCampaign, endpoints.beginCampaign, ({ body }) => body),
  queryRoute(campaign, endpoints.campaign, ({ params }) => params),
  queryRoute(partLines, endpoints.partLines, ({ params, query }) => ({ ...params, ...query })),
  actionRoute(answerLines, endpoints.answerLines, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(closePart, endpoints.closePart, ({ params }) => params),
  printRoute,
]
