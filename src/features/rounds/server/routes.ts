import { runQuery } from '#platform/gate/perform.ts'
import { inlineMediaTypes } from '#platform/files/mediaType.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { actionRoute, queryRoute, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { answerItems, answerMany, confirmReading } from './answer.ts'
import { beginTurn } from './begin.ts'
import { machineRoutes } from './machines/routes.ts'
import { nameMember } from './members.ts'
import { mendFinding, verifyFinding } from './mend.ts'
import { finding, findingFile, findingList } from './queries/findings.ts'
import { handbook } from './queries/handbook.ts'
import { occurrence, occurrenceFile } from './queries/occurrence.ts'
import { myOccurrences, roundOccurrences } from './queries/occurrences.ts'
import { roundResults } from './queries/results.ts'
import { round, rounds } from './queries/rounds.ts'
import { decideWaiver } from './waivers.ts'

const occurrenceFileRoute: Route = route(endpoints.occurrenceFile, async (request, services) => {
  const { sha256, name, media_type } = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    occurrenceFile,
    request.params,
  )
  const bytes = await services.files.readWhole(sha256)
  return new FileResponse(bytes, name, media_type, inlineMediaTypes.has(media_type))
})

const findingFileRoute: Route = route(endpoints.findingFile, async (request, services) => {
  const { sha256, name, media_type } = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    findingFile,
    request.params,
  )
  const bytes = await services.files.readWhole(sha256)
  return new FileResponse(bytes, name, media_type, inlineMediaTypes.has(media_type))
})

export const routes: readonly Route[] = [
  queryRoute(rounds, endpoints.rounds, () => ({})),
  actionRoute(beginTurn, endpoints.beginTurn, ({ body }) => body),
  queryRoute(round, endpoints.round, ({ params }) => params),
  queryRoute(roundResults, endpoints.roundResults, ({ params, query }) => ({
    ...params,
    ...query,
  })),
  queryRoute(roundOccurrences, endpoints.roundOccurrences, ({ params, query }) => ({
    ...query,
    ...params,
  })),
  actionRoute(answerMany, endpoints.answerMany, ({ params, body }) => ({ ...body, ...params })),
  ...machineRoutes,
  queryRoute(myOccurrences, endpoints.myOccurrences, () => ({})),
  queryRoute(occurrence, endpoints.occurrence, ({ params }) => params),
  actionRoute(answerItems, endpoints.answerItems, ({ params, body }) => ({ ...body, ...params })),
  occurrenceFileRoute,
  actionRoute(confirmReading, endpoints.confirmReading, ({ params }) => params),
  actionRoute(nameMember, endpoints.nameMember, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(decideWaiver, endpoints.decideWaiver, ({ params, body }) => ({ ...body, ...params })),
  queryRoute(findingList, endpoints.findings, ({ query }) => query),
  queryRoute(finding, endpoints.finding, ({ params }) => params),
  findingFileRoute,
  actionRoute(mendFinding, endpoints.mendFinding, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(verifyFinding, endpoints.verifyFinding, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  queryRoute(handbook, endpoints.handbook, () => ({})),
]
