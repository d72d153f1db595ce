import { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import { writeXlsx } from '#platform/documents/tables/index.ts'
import { checked } from '#platform/gate/checked.ts'
import { ask, perform } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { keepUpload } from '#platform/http/upload.ts'
import {
  IdPath,
  LooseEndsAnswer,
  Made,
  MovesPage,
  MovesQuery,
  NewTransfer,
  Planning,
  Ranks,
  Status,
  TransfersAnswer,
  TransferView,
} from '../contract.ts'
import { keeper, planTransfer, prepareTransfer, setRanks, withdrawTransfer } from './actions.ts'
import { readList } from './file.ts'
import { transferLooseEnds } from './loose.ts'
import { moves, transfer, transferFaults, transfers } from './queries.ts'
import { faultColumns, faultRecord, roster, rosterColumns } from './sheets.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const sent: Route = {
  method: 'POST',
  url: '/api/transfers',
  title: '異動の一覧を送る（まだ何も変えない）',
  reply: Made,
  status: 201,
  access: 'full',
  upload: true,
  async handle(request, services) {
    await services.gate.enter(request.organizationId, request.actor, 'read', async (handle) =>
      keeper(handle),
    )
    const { fields, ...file } = await keepUpload(request, services.files)
    const input = checked(NewTransfer, {
      on: fields['on'] ?? '',
      everyone: yesOrNo(fields['everyone']),
    })
    const { sha256, size, name, mediaType, scan } = file
    const list = await readList(services.files.path(sha256), name)
    return perform(services.gate, request.organizationId, request.actor, prepareTransfer, {
      ...input,
      ...list,
      file: { sha256, size, name, mediaType, scan },
    })
  },
}

function yesOrNo(text: string | undefined): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new ProblemError(
    problem(
      'input-invalid',
      { count: 1 },
      {
        faults: [
          {
            at: '/everyone',
            detail: {
              ja: '全員の一覧か、異動する人だけの一覧かを選んでください。',
              en: 'Say whether the list holds everybody or only those who move.',
            },
          },
        ],
      },
    ),
  )
}

const rosterFile: Route = {
  method: 'GET',
  url: '/api/transfers/roster.xlsx',
  title: '今の名簿（Excel）',
  access: 'full',
  produces: xlsxType,
  async handle(request, services) {
    const rows = await ask(services.gate, request.organizationId, request.actor, roster, {})
    return new FileAnswer(
      Readable.from(writeXlsx(rosterColumns, rows, { sheet: '名簿', spareRows: 200 }), {
        objectMode: false,
      }),
      '名簿.xlsx',
      xlsxType,
    )
  },
}

const faultFile: Route = {
  method: 'GET',
  url: '/api/transfers/:id/faults.xlsx',
  title: '異動の一覧で直す所（Excel）',
  params: IdPath,
  access: 'full',
  produces: xlsxType,
  async handle(request, services) {
    const { on, faults } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      transferFaults,
      request.params as Static<typeof IdPath>,
    )
    return new FileAnswer(
      Readable.from(writeXlsx(faultColumns, faults.map(faultRecord), { sheet: '直す所' }), {
        objectMode: false,
      }),
      `異動の直す所_${on}.xlsx`,
      xlsxType,
    )
  },
}

export const routes: readonly Route[] = [
  reads(
    transfers,
    { url: '/api/transfers', title: '異動の一覧', reply: TransfersAnswer },
    () => ({}),
  ),
  sent,
  rosterFile,
  reads(
    transfer,
    { url: '/api/transfers/:id', title: '異動の下見', params: IdPath, reply: TransferView },
    ({ params }) => params,
  ),
  reads(
    moves,
    {
      url: '/api/transfers/:id/moves',
      title: '異動する人（前と後）',
      params: IdPath,
      query: MovesQuery,
      reply: MovesPage,
    },
    ({ params, query }) => ({ ...query, ...params }),
  ),
  faultFile,
  writes(
    setRanks,
    {
      method: 'PUT',
      url: '/api/transfers/:id/ranks',
      title: '席ではない職名を決める',
      params: IdPath,
      body: Ranks,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    planTransfer,
    {
      url: '/api/transfers/:id/plan',
      title: '異動を決める',
      params: IdPath,
      body: Planning,
      reply: Type.Object({ status: Status }),
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    withdrawTransfer,
    { url: '/api/transfers/:id/withdraw', title: '異動を取り下げる', params: IdPath },
    ({ params }) => params,
  ),
  reads(
    transferLooseEnds,
    {
      url: '/api/transfers/:id/loose-ends',
      title: '異動のあとに整えること',
      params: IdPath,
      reply: LooseEndsAnswer,
    },
    ({ params }) => params,
  ),
]
