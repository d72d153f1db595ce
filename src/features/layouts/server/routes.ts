import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { Static } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import {
  fillLayout,
  layoutLimits,
  openLayout,
  pictureOf,
} from '#platform/documents/layout/index.ts'
import { formXlsx, xlsxType } from '#platform/documents/write/index.ts'
import { ask, perform } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import { receiveUpload } from '#platform/http/upload.ts'
import type { Received } from '#platform/http/upload.ts'
import type { Services } from '#platform/services.ts'
import {
  CasePath,
  FormPath,
  FormsAnswer,
  LayoutView,
  Made,
  Preview,
  VersionPath,
} from '../contract.ts'
import { putLayout, takeBackLayout } from './actions.ts'
import { checkLayout } from './check.ts'
import type { CheckedLayout } from './check.ts'
import { exampleFilling, startSheet } from './example.ts'
import type { ExampleOf } from './example.ts'
import { meaningOf } from './offers.ts'
import { caseLayout, formToLayOut, forms, layout, layoutVersion } from './queries.ts'

const limited = { rateLimit: { max: 120, seconds: 60 } } as const

/** Takes a workbook in and checks it against its form. What `work` does not keep leaves nothing behind. */
async function received<T>(
  request: RouteRequest,
  services: Services,
  work: (file: Received, checked: CheckedLayout, form: ExampleOf) => Promise<T>,
): Promise<T> {
  const form = await ask(
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

/** A checked layout filled with an example, and what it leaves out of the form. */
async function previewOf({ book, places }: CheckedLayout, form: ExampleOf): Promise<Preview> {
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
    sheets: pictureOf(filled, book) as Preview['sheets'],
  }
}

/** A stored version with its content. */
async function stored(request: RouteRequest, services: Services) {
  const found = await ask(
    services.gate,
    request.organizationId,
    request.actor,
    layoutVersion,
    request.params as Static<typeof VersionPath>,
  )
  return { ...found, bytes: await contentOf(services, found.file.sha256) }
}

async function contentOf({ files }: Services, sha256: string): Promise<Uint8Array> {
  if (!(await files.has(sha256))) refuse('not-found', { what: nouns.layoutFile })
  return buffer(files.read(sha256))
}

const tried: Route = {
  method: 'POST',
  url: '/api/layouts/:procedure/preview',
  title: '様式を試す（何も変えない）',
  params: FormPath,
  reply: Preview,
  access: 'full',
  upload: true,
  ...limited,
  handle: (request, services) =>
    received(request, services, (_file, checked, form) => previewOf(checked, form)),
}

const sent: Route = {
  method: 'POST',
  url: '/api/layouts/:procedure',
  title: '様式を入れ替える',
  params: FormPath,
  reply: Made,
  status: 201,
  access: 'full',
  upload: true,
  ...limited,
  handle: (request, services) =>
    received(
      request,
      services,
      async ({ sha256, size, name, mediaType, scan, keep }, { places }) => {
        await keep()
        return perform(services.gate, request.organizationId, request.actor, putLayout, {
          ...(request.params as Static<typeof FormPath>),
          file: { sha256, size, name, mediaType, scan },
          places: [...places],
        })
      },
    ),
}

const restored: Route = {
  method: 'POST',
  url: '/api/layouts/:procedure/versions/:version/use',
  title: '前の様式に戻す',
  params: VersionPath,
  reply: Made,
  status: 201,
  access: 'full',
  ...limited,
  async handle(request, services) {
    const { file, offers, bytes } = await stored(request, services)
    const { places } = await checkLayout(bytes, file.name, offers)
    return perform(services.gate, request.organizationId, request.actor, putLayout, {
      procedure: (request.params as Static<typeof VersionPath>).procedure,
      file,
      places: [...places],
    })
  },
}

const start: Route = {
  method: 'GET',
  url: '/api/layouts/:procedure/start.xlsx',
  title: '書く場所の入った下書きの様式',
  params: FormPath,
  access: 'full',
  produces: xlsxType,
  async handle(request, services) {
    const { procedure, pack, offers, organization } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      formToLayOut,
      request.params,
    )
    return new FileAnswer(
      await formXlsx(startSheet(procedure, pack, offers, organization), { blank: true }),
      `${procedure.title}_様式の下書き.xlsx`,
      xlsxType,
    )
  },
}

const original: Route = {
  method: 'GET',
  url: '/api/layouts/:procedure/versions/:version/file.xlsx',
  title: '登録した様式のファイル',
  params: VersionPath,
  access: 'full',
  produces: xlsxType,
  async handle(request, services) {
    const { file, bytes } = await stored(request, services)
    return new FileAnswer(bytes, file.name, xlsxType)
  },
}

const pictured: Route = {
  method: 'GET',
  url: '/api/layouts/:procedure/versions/:version/preview',
  title: '例を書き込んだ様式',
  params: VersionPath,
  reply: Preview,
  access: 'full',
  async handle(request, services) {
    const { file, places, bytes, ...form } = await stored(request, services)
    return previewOf({ book: await openLayout(bytes, file.name), places }, form)
  },
}

const example: Route = {
  method: 'GET',
  url: '/api/layouts/:procedure/versions/:version/example.xlsx',
  title: '例を書き込んだ様式（Excel）',
  params: VersionPath,
  access: 'full',
  produces: xlsxType,
  async handle(request, services) {
    const { file, bytes, ...form } = await stored(request, services)
    return new FileAnswer(
      fillLayout(await openLayout(bytes, file.name), meaningOf(form.offers), exampleFilling(form)),
      `例_${file.name}`,
      xlsxType,
    )
  },
}

const filled: Route = {
  method: 'GET',
  url: '/api/cases/:id/layout.xlsx',
  terminal: true,
  title: '案件を書き込んだ組織の様式（Excel）',
  params: CasePath,
  access: 'full',
  produces: xlsxType,
  async handle(request, services) {
    const { number, file, mean, filling } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      caseLayout,
      request.params,
    )
    return new FileAnswer(
      fillLayout(
        await openLayout(await contentOf(services, file.sha256), file.name),
        mean,
        filling,
      ),
      `${number}_様式.xlsx`,
      xlsxType,
    )
  },
}

export const routes: readonly Route[] = [
  reads(
    forms,
    { url: '/api/layouts', terminal: true, title: '様式の一覧', reply: FormsAnswer },
    () => ({}),
  ),
  reads(
    layout,
    { url: '/api/layouts/:procedure', title: '様式', params: FormPath, reply: LayoutView },
    ({ params }) => params,
  ),
  tried,
  sent,
  restored,
  start,
  original,
  pictured,
  example,
  filled,
  writes(
    takeBackLayout,
    { url: '/api/layouts/:procedure/take-back', title: '様式を取り下げる', params: FormPath },
    ({ params }) => params,
  ),
]
