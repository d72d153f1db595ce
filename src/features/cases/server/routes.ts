import { createFormDocx, createFormXlsx } from '#platform/documents/write/index.ts'
import { inlineMediaTypes } from '#platform/files/mediaType.ts'
import { runQuery } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { queryRoute, route, actionRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { actOnCase, beginCase, withdrawCase } from './actions.ts'
import { askDoor } from './door.ts'
import { releaseException, renewException } from './exceptions/actions.ts'
import { caseFile } from './files.ts'
import { handOverCase } from './handOver.ts'
import { home, moreTasks } from './home.ts'
import { printCase } from './print.ts'
import { procedure, procedures } from './procedures.ts'
import { cases } from './queries.ts'
import { confirmReview } from './reviews.ts'
import { showCase } from './caseView.ts'
import { signingRoutes } from './signing/routes.ts'

const printRoute: Route = route(
  endpoints.casePdf,
  async (request, services) => {
    const { number, sheet } = await runQuery(
      services.gate,
      request.organizationId,
      request.actor,
      printCase,
      request.params,
    )
    return new FileResponse(
      await services.printer.form(sheet),
      `${number}.pdf`,
      'application/pdf',
      true,
    )
  },
  { terminal: true },
)

/** The form of a case as a document that can be edited. */
const writtenFormRoutes = (
  endpoint: typeof endpoints.caseDocx | typeof endpoints.caseXlsx,
  ending: string,
  write: typeof createFormDocx | typeof createFormXlsx,
): Route =>
  route(
    endpoint,
    async (request, services) => {
      const { number, sheet } = await runQuery(
        services.gate,
        request.organizationId,
        request.actor,
        printCase,
        request.params,
      )
      return new FileResponse(await write(sheet), `${number}.${ending}`, endpoint.produces)
    },
    { terminal: true },
  )

const fileRoute: Route = route(
  endpoints.caseFile,
  async (request, services) => {
    const { sha256, name, media_type } = await runQuery(
      services.gate,
      request.organizationId,
      request.actor,
      caseFile,
      request.params,
    )
    return new FileResponse(
      await services.files.readWhole(sha256),
      name,
      media_type,
      inlineMediaTypes.has(media_type),
    )
  },
  { terminal: true },
)

export const routes: readonly Route[] = [
  queryRoute(home, endpoints.home, () => ({}), { terminal: true }),
  queryRoute(moreTasks, endpoints.moreTasks, ({ query }) => query, { terminal: true }),
  queryRoute(procedures, endpoints.procedures, () => ({})),
  queryRoute(procedure, endpoints.procedure, ({ params }) => params),
  queryRoute(cases, endpoints.cases, ({ query }) => query),
  actionRoute(beginCase, endpoints.beginCase, ({ body }) => body),
  queryRoute(askDoor, endpoints.askDoor, ({ body }) => body, { terminal: true }),
  queryRoute(showCase, endpoints.showCase, ({ params }) => params, { terminal: true }),
  actionRoute(actOnCase, endpoints.actOnCase, ({ params, body }) => ({ ...body, ...params }), {
    terminal: true,
  }),
  actionRoute(
    withdrawCase,
    endpoints.withdrawCase,
    ({ params, body }) => ({ ...body, ...params }),
    {
      terminal: true,
    },
  ),
  actionRoute(handOverCase, endpoints.handOverCase, ({ params, body }) => ({ ...body, ...params })),
  printRoute,
  writtenFormRoutes(endpoints.caseDocx, 'docx', createFormDocx),
  writtenFormRoutes(endpoints.caseXlsx, 'xlsx', createFormXlsx),
  fileRoute,
  ...signingRoutes,
  actionRoute(renewException, endpoints.renewException, ({ params }) => params),
  actionRoute(releaseException, endpoints.releaseException, ({ params }) => params),
  actionRoute(confirmReview, endpoints.confirmReview, ({ params }) => params),
]
