import type { Static } from 'typebox'
import { xlsxType } from '#kernel/contracts/mediaTypes.ts'
import { runQuery, performAction } from '#platform/gate/perform.ts'
import { docxType } from '#platform/documents/write/index.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { sheetAsPdf } from '#platform/http/pdfAnswer.ts'
import { queryRoute, route, actionRoute } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { storeUpload } from '#platform/http/upload.ts'
import type { RegisterPath } from '../contract/common.ts'
import type { ListQuery } from '../contract/entries.ts'
import { endpoints } from '../contract.ts'
import { exportBytes, exportHeader, exportBatch, printRegister, unfitCells } from './exports.ts'
import type { ExportedTable } from './exports.ts'
import { historySheet, historyTable } from './historySheet.ts'
import {
  approveImport,
  cancelImport,
  chooseColumns,
  faultFile,
  importRows,
  showImport,
  startImport,
} from './imports/actions.ts'
import { entryLabels } from './labels.ts'
import { entryReach } from './reach.ts'

type RegisterQuery = Static<typeof RegisterPath> & Static<typeof ListQuery>
const csvTypes = {
  csv: 'text/csv; charset=utf-8',
  cp932: 'text/csv; charset=Shift_JIS',
  xlsx: xlsxType,
} as const
/** Number of empty rows in the template that offer the choices of their columns. */
const spareRows = 500

const exportRoute: Route = route(endpoints.exportEntries, async (request, services) => {
  const { format, replace, ...query } = request.query
  const { today, ...table } = await exportedTable(request, services, query)
  return new FileResponse(
    await exportBytes(services, { format, replace }, table),
    `${table.title}_${today}.${format === 'xlsx' ? 'xlsx' : 'csv'}`,
    csvTypes[format],
  )
})

const unfitRoute: Route = route(endpoints.unfitCells, async (request, services) =>
  unfitCells(await exportedTable(request, services, request.query)),
)

async function exportedTable(
  request: RouteRequest & { readonly params: Static<typeof RegisterPath> },
  services: Services,
  query: Static<typeof ListQuery>,
): Promise<ExportedTable & { readonly today: string }> {
  const input = { ...request.params, ...query }
  const { title, columns, today } = await askRegister(request, services, exportHeader, input)
  return {
    title,
    columns,
    today,
    fetchBatch: (after) =>
      askRegister(request, services, exportBatch, { ...input, ...(after ? { after } : {}) }),
  }
}

const templateRoute: Route = route(endpoints.importTemplate, async (request, services) => {
  const { title, templateColumns } = await askRegister(
    request,
    services,
    exportHeader,
    request.params,
  )
  return new FileResponse(
    await services.printer.table(templateColumns, [], { sheet: title, spareRows }),
    `${title}_ひな形.xlsx`,
    xlsxType,
  )
})

const printPdfRoute: Route = route(endpoints.printEntries, async (request, services) => {
  const sheet = await askRegister(request, services, printRegister, {
    ...request.params,
    ...request.query,
  })
  return sheetAsPdf(services.printer, sheet)
})

const printDocxRoute: Route = route(endpoints.writeEntries, async (request, services) => {
  const sheet = await askRegister(request, services, printRegister, {
    ...request.params,
    ...request.query,
  })
  return new FileResponse(
    await services.printer.registerDocx(sheet),
    `${sheet.title}.docx`,
    docxType,
  )
})

const labelsRoute: Route = route(endpoints.entryLabels, async (request, services) => {
  const sheet = await runQuery(services.gate, request.organizationId, request.actor, entryLabels, {
    ...request.params,
    ...request.query,
  })
  return new FileResponse(
    await services.printer.labels(sheet),
    `${sheet.title}_ラベル.pdf`,
    'application/pdf',
    true,
  )
})

const reachExportRoute: Route = route(endpoints.exportReach, async (request, services) => {
  const { format, replace, ...query } = request.query
  const view = await runQuery(services.gate, request.organizationId, request.actor, entryReach, {
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
  return new FileResponse(
    await exportBytes(
      services,
      { format, replace },
      { title: view.name, columns, fetchBatch: async () => ({ records }) },
    ),
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

const historyExportRoute: Route = route(endpoints.exportHistory, async (request, services) => {
  const { records, number, today, ...table } = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    historyTable,
    request.params,
  )
  return new FileResponse(
    await exportBytes(services, request.query, { ...table, fetchBatch: async () => ({ records }) }),
    `${number}の履歴_${today}.${request.query.format === 'xlsx' ? 'xlsx' : 'csv'}`,
    csvTypes[request.query.format],
  )
})

const historyPrintRoute: Route = route(endpoints.printHistory, async (request, services) => {
  const sheet = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    historySheet,
    request.params,
  )
  return sheetAsPdf(services.printer, sheet)
})

const uploadRoute: Route = route(endpoints.startImport, async (request, services) => {
  const { sha256, size, name, mediaType, scan } = await storeUpload(request, services.files)
  return performAction(services.gate, request.organizationId, request.actor, startImport, {
    ...request.params,
    file: { sha256, size, name, mediaType, scan },
  })
})

const faultsRoute: Route = route(endpoints.importFaults, async (request, services) => {
  const file = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    faultFile,
    request.params,
  )
  return new FileResponse(await services.files.readWhole(file.sha256), file.name, xlsxType)
})

function askRegister<R, P>(
  request: RouteRequest,
  services: Services,
  query: Parameters<typeof runQuery<typeof exportHeader.input, R, P>>[3],
  input: RegisterQuery,
): Promise<R> {
  return runQuery(services.gate, request.organizationId, request.actor, query, input)
}

/** Routes of a register whose request or response is a file, and those of imports. */
export const fileRoutes: readonly Route[] = [
  exportRoute,
  unfitRoute,
  templateRoute,
  printPdfRoute,
  printDocxRoute,
  labelsRoute,
  reachExportRoute,
  historyExportRoute,
  historyPrintRoute,
  uploadRoute,
  queryRoute(showImport, endpoints.showImport, ({ params }) => params),
  queryRoute(importRows, endpoints.importRows, ({ params, query }) => ({ ...params, ...query })),
  faultsRoute,
  actionRoute(approveImport, endpoints.approveImport, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  actionRoute(chooseColumns, endpoints.chooseColumns, ({ params, body }) => ({
    ...params,
    choice: body,
  })),
  actionRoute(cancelImport, endpoints.cancelImport, ({ params }) => params),
]
