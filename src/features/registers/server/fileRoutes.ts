import { Readable } from 'node:stream'
import type { Static } from 'typebox'
import { ask, perform } from '#platform/gate/perform.ts'
import { writeXlsx } from '#platform/documents/tables/index.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { keepUpload } from '#platform/http/upload.ts'
import { ExportQuery, ImportPath, ImportView, ListQuery, RegisterPath, RunImportBody, StartedImport } from '../contract.ts'
import { exportBytes, exportHead, exportPiece, printRegister } from './exports.ts'
import { approveImport, cancelImport, faultFile, showImport, startImport } from './imports/actions.ts'
import { xlsxType } from './imports/check.ts'

type Asked = Static<typeof RegisterPath> & Static<typeof ListQuery>
const csvTypes = { csv: 'text/csv; charset=utf-8', cp932: 'text/csv; charset=Shift_JIS', xlsx: xlsxType } as const
/** Spare rows of the empty sheet, prepared with the choices. */
const spareRows = 500

const exported: Route = {
  method: 'GET', url: '/api/registers/:register/export', title: '台帳を書き出す（CSV、Excel）', params: RegisterPath, query: ExportQuery, access: 'full', produces: 'application/octet-stream',
  async handle(request, services) {
    const { format, ...query } = request.query as Static<typeof ExportQuery>
    const input = { ...(request.params as Static<typeof RegisterPath>), ...query }
    const head = await asks(request, services, exportHead, input)
    const bytes = exportBytes(format, head, (after) => asks(request, services, exportPiece, { ...input, ...(after ? { after } : {}) }))
    return new FileAnswer(bytes, `${head.title}_${head.today}.${format === 'xlsx' ? 'xlsx' : 'csv'}`, csvTypes[format])
  },
}

const template: Route = {
  method: 'GET', url: '/api/registers/:register/template.xlsx', title: '取り込む表のひな形', params: RegisterPath, access: 'full', produces: xlsxType,
  async handle(request, services) {
    const { title, columns } = await asks(request, services, exportHead, request.params as Asked)
    return new FileAnswer(Readable.from(writeXlsx(columns, [], { sheet: title, spareRows }), { objectMode: false }), `${title}_ひな形.xlsx`, xlsxType)
  },
}

const printed: Route = {
  method: 'GET', url: '/api/registers/:register/print.pdf', title: '台帳を印刷する', params: RegisterPath, query: ListQuery, access: 'full', produces: 'application/pdf',
  async handle(request, services) {
    const sheet = await asks(request, services, printRegister, { ...(request.params as Static<typeof RegisterPath>), ...(request.query as Static<typeof ListQuery>) })
    return new FileAnswer(await services.printer.ledger(sheet), `${sheet.title}.pdf`, 'application/pdf', true)
  },
}

const uploaded: Route = {
  method: 'POST', url: '/api/registers/:register/imports', title: '台帳に取り込むファイルを送る（まだ何も書かない）', params: RegisterPath, reply: StartedImport, status: 201, access: 'full', upload: true,
  async handle(request, services) {
    const { sha256, size, name, mediaType, scan } = await keepUpload(request, services.files)
    return perform(services.gate, request.organizationId, request.actor, startImport, { ...(request.params as Static<typeof RegisterPath>), file: { sha256, size, name, mediaType, scan } })
  },
}

const faults: Route = {
  method: 'GET', url: '/api/registers/:register/imports/:id/faults.xlsx', title: '取込みで直す行（Excel）', params: ImportPath, access: 'full', produces: xlsxType,
  async handle(request, services) {
    const file = await ask(services.gate, request.organizationId, request.actor, faultFile, request.params)
    return new FileAnswer(services.files.read(file.sha256), file.name, xlsxType)
  },
}

function asks<R, P>(request: RouteRequest, services: Services, query: Parameters<typeof ask<typeof exportHead.input, R, P>>[3], input: Asked): Promise<R> {
  return ask(services.gate, request.organizationId, request.actor, query, input)
}

/** Routes of a register whose answer or body is a file, and those of imports. */
export const fileRoutes: readonly Route[] = [
  exported, template, printed, uploaded,
  reads(showImport, { url: '/api/registers/:register/imports/:id', title: '取込みの進み', params: ImportPath, reply: ImportView }, ({ params }) => params),
  faults,
  writes(approveImport, { url: '/api/registers/:register/imports/:id/run', title: '確かめた取込みを書き込む', params: ImportPath, body: RunImportBody }, ({ params, body }) => ({ ...body, ...params })),
  writes(cancelImport, { url: '/api/registers/:register/imports/:id/cancel', title: '取込みをやめる', params: ImportPath }, ({ params }) => params),
]
