import { Readable } from 'node:stream'
import type { Static } from 'typebox'
import { xlsxType } from '#kernel/contracts/mediaTypes.ts'
import { ask, perform } from '#platform/gate/perform.ts'
import { writeXlsx } from '#platform/documents/tables/index.ts'
import { docxType, ledgerDocx } from '#platform/documents/write/index.ts'
import { FileAnswer } from '#platform/http/fileAnswer.ts'
import { reads, route, writes } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { keepUpload } from '#platform/http/upload.ts'
import type { ListQuery, RegisterPath } from '../contract.ts'
import { endpoints } from '../contract.ts'
import { exportBytes, exportHead, exportPiece, printRegister } from './exports.ts'
import {
  approveImport,
  cancelImport,
  faultFile,
  showImport,
  startImport,
} from './imports/actions.ts'
import { entryLabels } from './labels.ts'
import { entryReach } from './reach.ts'

type Asked = Static<typeof RegisterPath> & Static<typeof ListQuery>
const csvTypes = {
  csv: 'text/csv; charset=utf-8',
  cp932: 'text/csv; charset=Shift_JIS',
  xlsx: xlsxType,
} as const
/** Spare rows of the empty sheet, prepared with the choices. */
const spareRows = 500

const exported: Route = route(endpoints.exportEntries, async (request, services) => {
  const { format, ...query } = request.query
  const input = { ...request.params, ...query }
  const head = await asks(request, services, exportHead, input)
  const bytes = exportBytes(format, head, (after) =>
    asks(request, services, exportPiece, { ...input, ...(after ? { after } : {}) }),
  )
  return new FileAnswer(
    bytes,
    `${head.title}_${head.today}.${format === 'xlsx' ? 'xlsx' : 'csv'}`,
    csvTypes[format],
  )
})

const template: Route = route(endpoints.importTemplate, async (request, services) => {
  const { title, columns } = await asks(request, services, exportHead, request.params)
  return new FileAnswer(
    Readable.from(writeXlsx(columns, [], { sheet: title, spareRows }), { objectMode: false }),
    `${title}_ひな形.xlsx`,
    xlsxType,
  )
})

const printed: Route = route(endpoints.printEntries, async (request, services) => {
  const sheet = await asks(request, services, printRegister, {
    ...request.params,
    ...request.query,
  })
  return new FileAnswer(
    await services.printer.ledger(sheet),
    `${sheet.title}.pdf`,
    'application/pdf',
    true,
  )
})

const written: Route = route(endpoints.writeEntries, async (request, services) => {
  const sheet = await asks(request, services, printRegister, {
    ...request.params,
    ...request.query,
  })
  return new FileAnswer(await ledgerDocx(sheet), `${sheet.title}.docx`, docxType)
})

const labels: Route = route(endpoints.entryLabels, async (request, services) => {
  const sheet = await ask(services.gate, request.organizationId, request.actor, entryLabels, {
    ...request.params,
    ...request.query,
  })
  return new FileAnswer(
    await services.printer.labels(sheet),
    `${sheet.title}_ラベル.pdf`,
    'application/pdf',
    true,
  )
})

const reached: Route = route(endpoints.exportReach, async (request, services) => {
  const { format, ...query } = request.query
  const view = await ask(services.gate, request.organizationId, request.actor, entryReach, {
    ...request.params,
    ...query,
  })
  const columns = reachColumns.map(([key, header]) => ({ key, header }))
  const records = view.rows.map((row) => ({
    ...row,
    left: row.left ? '退職・転出' : '',
    from: row.from ?? '',
    until: row.until ?? '',
  }))
  return new FileAnswer(
    exportBytes(format, { title: view.name, columns }, async () => ({ records })),
    `${view.number}_${view.on}に届いた人.${format === 'xlsx' ? 'xlsx' : 'csv'}`,
    csvTypes[format],
  )
})
const reachColumns = [
  ['name', '氏名'],
  ['unit', '所属'],
  ['left', '在籍'],
  ['from', 'いつから'],
  ['until', 'いつまで'],
  ['registerTitle', '台帳'],
  ['number', '番号'],
  ['lineName', '登録'],
  ['state', '状態'],
] as const

const uploaded: Route = route(endpoints.startImport, async (request, services) => {
  const { sha256, size, name, mediaType, scan } = await keepUpload(request, services.files)
  return perform(services.gate, request.organizationId, request.actor, startImport, {
    ...request.params,
    file: { sha256, size, name, mediaType, scan },
  })
})

const faults: Route = route(endpoints.importFaults, async (request, services) => {
  const file = await ask(
    services.gate,
    request.organizationId,
    request.actor,
    faultFile,
    request.params,
  )
  return new FileAnswer(services.files.read(file.sha256), file.name, xlsxType)
})

function asks<R, P>(
  request: RouteRequest,
  services: Services,
  query: Parameters<typeof ask<typeof exportHead.input, R, P>>[3],
  input: Asked,
): Promise<R> {
  return ask(services.gate, request.organizationId, request.actor, query, input)
}

/** Routes of a register whose answer or body is a file, and those of imports. */
export const fileRoutes: readonly Route[] = [
  exported,
  template,
  printed,
  written,
  labels,
  reached,
  uploaded,
  reads(showImport, endpoints.showImport, ({ params }) => params),
  faults,
  writes(approveImport, endpoints.approveImport, ({ params, body }) => ({ ...body, ...params })),
  writes(cancelImport, endpoints.cancelImport, ({ params }) => params),
]
