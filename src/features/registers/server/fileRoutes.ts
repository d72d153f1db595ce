import { Readable } from 'node:stream'
import type { Static } from 'typebox'
import { ask, perform } from '#platform/gate/perform.ts'
import { writeXlsx } from '#platform/documents/tables/index.ts'
import { docxType, ledgerDocx } from '#platform/documents/write/index.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { keepUpload } from '#platform/http/upload.ts'
import {
  EntryPath,
  ExportQuery,
  ImportPath,
  ImportView,
  LabelQuery,
  ListQuery,
  ReachExport,
  RegisterPath,
  RunImportBody,
  StartedImport,
} from '../contract.ts'
import { exportBytes, exportHead, exportPiece, printRegister } from './exports.ts'
import {
  approveImport,
  cancelImport,
  faultFile,
  showImport,
  startImport,
} from './imports/actions.ts'
import { xlsxType } from './imports/check.ts'
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

const exported: Route = {
  method: 'GET',
  url: '/api/registers/:register/export',
  title: '台帳を書き出す（CSV、Excel）',
  params: RegisterPath,
  query: ExportQuery,
  access: 'full',
  produces: 'application/octet-stream',
  async handle(request, services) {
    const { format, ...query } = request.query as Static<typeof ExportQuery>
    const input = { ...(request.params as Static<typeof RegisterPath>), ...query }
    const head = await asks(request, services, exportHead, input)
    const bytes = exportBytes(format, head, (after) =>
      asks(request, services, exportPiece, { ...input, ...(after ? { after } : {}) }),
    )
    return new FileAnswer(
      bytes,
      `${head.title}_${head.today}.${format === 'xlsx' ? 'xlsx' : 'csv'}`,
      csvTypes[format],
    )
  },
}

const template: Route = {
  method: 'GET',
  url: '/api/registers/:register/template.xlsx',
  title: '取り込む表のひな形',
  params: RegisterPath,
  access: 'full',
  produces: xlsxType,
  async handle(request, services) {
    const { title, columns } = await asks(request, services, exportHead, request.params as Asked)
    return new FileAnswer(
      Readable.from(writeXlsx(columns, [], { sheet: title, spareRows }), { objectMode: false }),
      `${title}_ひな形.xlsx`,
      xlsxType,
    )
  },
}

const printed: Route = {
  method: 'GET',
  url: '/api/registers/:register/print.pdf',
  title: '台帳を印刷する',
  params: RegisterPath,
  query: ListQuery,
  access: 'full',
  produces: 'application/pdf',
  async handle(request, services) {
    const sheet = await asks(request, services, printRegister, {
      ...(request.params as Static<typeof RegisterPath>),
      ...(request.query as Static<typeof ListQuery>),
    })
    return new FileAnswer(
      await services.printer.ledger(sheet),
      `${sheet.title}.pdf`,
      'application/pdf',
      true,
    )
  },
}

const written: Route = {
  method: 'GET',
  url: '/api/registers/:register/print.docx',
  title: '台帳を印刷する（Word）',
  params: RegisterPath,
  query: ListQuery,
  access: 'full',
  produces: docxType,
  async handle(request, services) {
    const sheet = await asks(request, services, printRegister, {
      ...(request.params as Static<typeof RegisterPath>),
      ...(request.query as Static<typeof ListQuery>),
    })
    return new FileAnswer(await ledgerDocx(sheet), `${sheet.title}.docx`, docxType)
  },
}

const labels: Route = {
  method: 'GET',
  url: '/api/registers/:register/labels.pdf',
  title: '貼るラベルを印刷する',
  params: RegisterPath,
  query: LabelQuery,
  access: 'full',
  produces: 'application/pdf',
  async handle(request, services) {
    const sheet = await ask(services.gate, request.organizationId, request.actor, entryLabels, {
      ...(request.params as Static<typeof RegisterPath>),
      ...(request.query as Static<typeof LabelQuery>),
    })
    return new FileAnswer(
      await services.printer.labels(sheet),
      `${sheet.title}_ラベル.pdf`,
      'application/pdf',
      true,
    )
  },
}

const reached: Route = {
  method: 'GET',
  url: '/api/registers/:register/entries/:id/reach/export',
  title: 'その日に届いた人の表を書き出す',
  params: EntryPath,
  query: ReachExport,
  access: 'full',
  produces: 'application/octet-stream',
  async handle(request, services) {
    const { format, ...query } = request.query as Static<typeof ReachExport>
    const view = await ask(services.gate, request.organizationId, request.actor, entryReach, {
      ...(request.params as Static<typeof EntryPath>),
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
  },
}
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

const uploaded: Route = {
  method: 'POST',
  url: '/api/registers/:register/imports',
  title: '台帳に取り込むファイルを送る（まだ何も書かない）',
  params: RegisterPath,
  reply: StartedImport,
  status: 201,
  access: 'full',
  upload: true,
  async handle(request, services) {
    const { sha256, size, name, mediaType, scan } = await keepUpload(request, services.files)
    return perform(services.gate, request.organizationId, request.actor, startImport, {
      ...(request.params as Static<typeof RegisterPath>),
      file: { sha256, size, name, mediaType, scan },
    })
  },
}

const faults: Route = {
  method: 'GET',
  url: '/api/registers/:register/imports/:id/faults.xlsx',
  title: '取込みで直す行（Excel）',
  params: ImportPath,
  access: 'full',
  produces: xlsxType,
  async handle(request, services) {
    const file = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      faultFile,
      request.params,
    )
    return new FileAnswer(services.files.read(file.sha256), file.name, xlsxType)
  },
}

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
  reads(
    showImport,
    {
      url: '/api/registers/:register/imports/:id',
      title: '取込みの進み',
      params: ImportPath,
      reply: ImportView,
    },
    ({ params }) => params,
  ),
  faults,
  writes(
    approveImport,
    {
      url: '/api/registers/:register/imports/:id/run',
      title: '確かめた取込みを書き込む',
      params: ImportPath,
      body: RunImportBody,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    cancelImport,
    {
      url: '/api/registers/:register/imports/:id/cancel',
      title: '取込みをやめる',
      params: ImportPath,
    },
    ({ params }) => params,
  ),
]
