import { xlsxType } from '#kernel/contracts/mediaTypes.ts'
import { Readable } from 'node:stream'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import { writeXlsx } from '#platform/documents/tables/index.ts'
import { checked } from '#platform/gate/checked.ts'
import { ask, perform } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/fileAnswer.ts'
import { reads, route, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { keepUpload } from '#platform/http/upload.ts'
import { NewTransfer, endpoints } from '../contract.ts'
import { keeper, planTransfer, prepareTransfer, setRanks, withdrawTransfer } from './actions.ts'
import { readList } from './file.ts'
import { transferLooseEnds } from './loose.ts'
import { moves, transfer, transferFaults, transfers } from './queries.ts'
import { faultColumns, faultRecord, roster, rosterColumns } from './sheets.ts'

const sent: Route = route(endpoints.sendTransfer, async (request, services) => {
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
})

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

const rosterFile: Route = route(endpoints.roster, async (request, services) => {
  const rows = await ask(services.gate, request.organizationId, request.actor, roster, {})
  return new FileAnswer(
    Readable.from(writeXlsx(rosterColumns, rows, { sheet: '名簿', spareRows: 200 }), {
      objectMode: false,
    }),
    '名簿.xlsx',
    xlsxType,
  )
})

const faultFile: Route = route(endpoints.transferFaults, async (request, services) => {
  const { on, faults } = await ask(
    services.gate,
    request.organizationId,
    request.actor,
    transferFaults,
    request.params,
  )
  return new FileAnswer(
    Readable.from(writeXlsx(faultColumns, faults.map(faultRecord), { sheet: '直す所' }), {
      objectMode: false,
    }),
    `異動の直す所_${on}.xlsx`,
    xlsxType,
  )
})

export const routes: readonly Route[] = [
  reads(transfers, endpoints.transfers, () => ({})),
  sent,
  rosterFile,
  reads(transfer, endpoints.transfer, ({ params }) => params),
  reads(moves, endpoints.moves, ({ params, query }) => ({ ...query, ...params })),
  faultFile,
  writes(setRanks, endpoints.setRanks, ({ params, body }) => ({ ...body, ...params })),
  writes(planTransfer, endpoints.planTransfer, ({ params, body }) => ({ ...body, ...params })),
  writes(withdrawTransfer, endpoints.withdrawTransfer, ({ params }) => params),
  reads(transferLooseEnds, endpoints.transferLooseEnds, ({ params }) => params),
]
