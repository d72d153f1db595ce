import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { formDocx, formXlsx } from '#platform/documents/write/index.ts'
import { shownInline } from '#platform/files/kind.ts'
import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/fileAnswer.ts'
import { reads, route, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { actOnCase, beginCase, withdrawCase } from './actions.ts'
import { releaseException, renewException } from './exceptions/actions.ts'
import { caseFile } from './files.ts'
import { handOverCase } from './handOver.ts'
import { home } from './home.ts'
import { printCase } from './print.ts'
import { procedure, procedures } from './procedures.ts'
import { cases } from './queries.ts'
import { confirmReview } from './reviews.ts'
import { showCase } from './show.ts'
import { signingRoutes } from './signing/routes.ts'

const printed: Route = route(
  endpoints.casePdf,
  async (request, services) => {
    const { number, sheet } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      printCase,
      request.params,
    )
    return new FileAnswer(
      await services.printer.form(sheet),
      `${number}.pdf`,
      'application/pdf',
      true,
    )
  },
  { terminal: true },
)

/** The form of a case as a document that can be written on. */
const written = (
  endpoint: typeof endpoints.caseDocx | typeof endpoints.caseXlsx,
  ending: string,
  write: typeof formDocx | typeof formXlsx,
): Route =>
  route(
    endpoint,
    async (request, services) => {
      const { number, sheet } = await ask(
        services.gate,
        request.organizationId,
        request.actor,
        printCase,
        request.params,
      )
      return new FileAnswer(await write(sheet), `${number}.${ending}`, endpoint.produces)
    },
    { terminal: true },
  )

const sentFile: Route = route(
  endpoints.caseFile,
  async (request, services) => {
    const { sha256, name, media_type } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      caseFile,
      request.params,
    )
    if (!(await services.files.has(sha256))) refuse('not-found', { what: nouns.file })
    return new FileAnswer(
      services.files.read(sha256),
      name,
      media_type,
      shownInline.has(media_type),
    )
  },
  { terminal: true },
)

export const routes: readonly Route[] = [
  reads(home, endpoints.home, () => ({}), { terminal: true }),
  reads(procedures, endpoints.procedures, () => ({})),
  reads(procedure, endpoints.procedure, ({ params }) => params),
  reads(cases, endpoints.cases, ({ query }) => query),
  writes(beginCase, endpoints.beginCase, ({ body }) => body),
  reads(showCase, endpoints.showCase, ({ params }) => params, { terminal: true }),
  writes(actOnCase, endpoints.actOnCase, ({ params, body }) => ({ ...body, ...params }), {
    terminal: true,
  }),
  writes(withdrawCase, endpoints.withdrawCase, ({ params, body }) => ({ ...body, ...params }), {
    terminal: true,
  }),
  writes(handOverCase, endpoints.handOverCase, ({ params, body }) => ({ ...body, ...params })),
  printed,
  written(endpoints.caseDocx, 'docx', formDocx),
  written(endpoints.caseXlsx, 'xlsx', formXlsx),
  sentFile,
  ...signingRoutes,
  writes(renewException, endpoints.renewException, ({ params }) => params),
  writes(releaseException, endpoints.releaseException, ({ params }) => params),
  writes(confirmReview, endpoints.confirmReview, ({ params }) => params),
]
