import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import {
  fillLayout,
  layoutLimits,
  openLayout,
  drawPictures,
} from '#platform/documents/layout/index.ts'
import { xlsxType } from '#platform/documents/write/index.ts'
import { runQuery, performAction } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { queryRoute, route, actionRoute } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import { receiveUpload } from '#platform/http/upload.ts'
import type { ReceivedUpload } from '#platform/http/upload.ts'
import type { Services } from '#platform/services.ts'
import type { Preview } from '../contract.ts'
import { endpoints } from '../contract.ts'
import { putLayout, takeBackLayout } from './actions.ts'
import { checkLayout } from './check.ts'
import type { CheckedLayout } from './check.ts'
import { exampleFilling, startSheet } from './example.ts'
import type { ExampleContext } from './example.ts'
import { meaningOf } from './offers.ts'
import { caseLayout, formToLayOut, forms, layout, layoutVersion } from './queries.ts'

const rateLimited = { rateLimit: { max: 120, seconds: 60 } } as const

/**
 * Receives a workbook and checks it against its form. A file that `work` does not keep is deleted.
 */
async function withUpload<T>(
  request: RouteRequest,
  services: Services,
  work: (file: ReceivedUpload, checked: CheckedLayout, form: ExampleContext) => Promise<T>,
): Promise<T> {
  const form = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    formToLayOut,
    request.params,
  )
  const file = await receiveUpload(request, services.files, layoutLimits.bytes)
  try {
    return await work(
      file,
      await checkLayout(await readFile(file.path), file.name, form.offers),
      form,
    )
  } finally {
    await file.drop()
  }
}

/** A checked layout filled with an example, and the fields that it leaves out. */
async function previewOf({ book, places }: CheckedLayout, form: ExampleContext): Promise<Preview> {
  const mean = meaningOf(form.offers)
  const filled = await openLayout(fillLayout(book, mean, exampleFilling(form)), book.name)
  const used = new Set(
    places.flatMap(({ place }) => {
      const meaning = mean(place)
      return meaning === undefined
        ? []
        : [meaning.kind === 'value' ? meaning.key : `field/${meaning.table}`]
    }),
  )
  return {
    places: places.length,
    unused: form.procedure.fields
      .filter((field) => !used.has(`field/${field.id}`))
      .map((field) => field.title),
    sheets: drawPictures(filled, book) as Preview['sheets'],
  }
}

/** A stored version with its content. */
async function loadVersion(request: RouteRequest, services: Services) {
  const version = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    layoutVersion,
    request.params,
  )
  return { ...version, bytes: await contentOf(services, version.file.sha256) }
}

async function contentOf({ files }: Services, sha256: string): Promise<Uint8Array> {
  if (!(await files.has(sha256))) refuse('not-found', { what: nouns.layoutFile })
  return buffer(await files.readWhole(sha256))
}

const previewRoute: Route = route(
  endpoints.tryLayout,
  (request, services) =>
    withUpload(request, services, (_file, checked, form) => previewOf(checked, form)),
  { ...rateLimited },
)

const putRoute: Route = route(
  endpoints.putLayout,
  (request, services) =>
    withUpload(
      request,
      services,
      async ({ sha256, size, name, mediaType, scan, keep }, { places }) => {
        await keep()
        return performAction(services.gate, request.organizationId, request.actor, putLayout, {
          ...request.params,
          file: { sha256, size, name, mediaType, scan },
          places: [...places],
        })
      },
    ),
  { ...rateLimited },
)

const restoreRoute: Route = route(
  endpoints.useLayoutVersion,
  async (request, services) => {
    const { file, offers, bytes } = await loadVersion(request, services)
    const { places } = await checkLayout(bytes, file.name, offers)
    return performAction(services.gate, request.organizationId, request.actor, putLayout, {
      procedure: request.params.procedure,
      file,
      places: [...places],
    })
  },
  { ...rateLimited },
)

const startRoute: Route = route(endpoints.startSheet, async (request, services) => {
  const { procedure, pack, offers, organization } = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    formToLayOut,
    request.params,
  )
  return new FileResponse(
    await services.printer.formXlsx(startSheet(procedure, pack, offers, organization), {
      blank: true,
    }),
    `${procedure.title}_様式の下書き.xlsx`,
    xlsxType,
  )
})

const originalRoute: Route = route(endpoints.layoutFile, async (request, services) => {
  const { file, bytes } = await loadVersion(request, services)
  return new FileResponse(bytes, file.name, xlsxType)
})

const versionPreviewRoute: Route = route(endpoints.layoutPreview, async (request, services) => {
  const { file, places, bytes, ...form } = await loadVersion(request, services)
  return previewOf({ book: await openLayout(bytes, file.name), places }, form)
})

const exampleRoute: Route = route(endpoints.layoutExample, async (request, services) => {
  const { file, bytes, ...form } = await loadVersion(request, services)
  return new FileResponse(
    fillLayout(await openLayout(bytes, file.name), meaningOf(form.offers), exampleFilling(form)),
    `例_${file.name}`,
    xlsxType,
  )
})

const caseLayoutRoute: Route = route(
  endpoints.caseLayout,
  async (request, services) => {
    const { number, file, mean, filling } = await runQuery(
      services.gate,
      request.organizationId,
      request.actor,
      caseLayout,
      request.params,
    )
    return new FileResponse(
      fillLayout(
        await openLayout(await contentOf(services, file.sha256), file.name),
        mean,
        filling,
      ),
      `${number}_様式.xlsx`,
      xlsxType,
    )
  },
  { terminal: true },
)

export const routes: readonly Route[] = [
  queryRoute(forms, endpoints.forms, () => ({}), { terminal: true }),
  queryRoute(layout, endpoints.layout, ({ params }) => params),
  previewRoute,
  putRoute,
  restoreRoute,
  startRoute,
  originalRoute,
  versionPreviewRoute,
  exampleRoute,
  caseLayoutRoute,
  actionRoute(takeBackLayout, endpoints.takeBackLayout, ({ params }) => params),
]
