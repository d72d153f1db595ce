import { xlsxType } from '#kernel/contracts/mediaTypes.ts'
import { dayWords } from '#kernel/words/days.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { validateInput } from '#platform/gate/validateInput.ts'
import { runQuery, performAction } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { queryRoute, route, actionRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { storeUpload } from '#platform/http/upload.ts'
import { NewTransfer, endpoints } from '../contract.ts'
import {
  demandKeeper,
  makeMissingPosts,
  makeMissingUnits,
  planTransfer,
  prepareTransfer,
  setRanks,
  withdrawTransfer,
} from './actions.ts'
import { readList } from './file.ts'
import { transferLooseEnds } from './looseEnds.ts'
import { personWaits } from './personWaits.ts'
import { moves, transfer, transferFaults, transfers } from './queries.ts'
import { faultColumns, faultRecord, roster, rosterColumns } from './sheets.ts'

const uploadRoute: Route = route(endpoints.sendTransfer, async (request, services) => {
  await services.gate.transact(request.organizationId, request.actor, 'read', async (tx) =>
    demandKeeper(tx),
  )
  const { fields, ...file } = await storeUpload(request, services.files)
  const input = validateInput(NewTransfer, {
    ...(fields['on'] ? { on: fields['on'] } : {}),
    everyone: yesOrNo(fields['everyone']),
  })
  const { sha256, size, name, mediaType, scan } = file
  const list = await readList(await services.files.wholePath(sha256), name, input.on)
  if (input.on !== undefined && list.titleOn !== undefined && input.on !== list.titleOn)
    refuse('transfer-other-day', {
      file: name,
      day: dayWords(list.titleOn),
      on: dayWords(input.on),
    })
  return performAction(services.gate, request.organizationId, request.actor, prepareTransfer, {
    everyone: input.everyone,
    on: input.on ?? list.on ?? refuse('transfer-no-day', { file: name }),
    lines: [...list.lines],
    unused: [...list.unused],
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

const rosterRoute: Route = route(endpoints.roster, async (request, services) => {
  const rows = await runQuery(services.gate, request.organizationId, request.actor, roster, {})
  return new FileResponse(
    await services.printer.table(rosterColumns, rows, { sheet: '名簿', spareRows: 200 }),
    '名簿.xlsx',
    xlsxType,
  )
})

const faultsRoute: Route = route(endpoints.transferFaults, async (request, services) => {
  const { on, faults } = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    transferFaults,
    request.params,
  )
  return new FileResponse(
    await services.printer.table(faultColumns, faults.map(faultRecord), { sheet: '直す所' }),
    `異動の直す所_${on}.xlsx`,
    xlsxType,
  )
})

export const routes: readonly Route[] = [
  queryRoute(transfers, endpoints.transfers, () => ({})),
  uploadRoute,
  rosterRoute,
  queryRoute(transfer, endpoints.transfer, ({ params }) => params),
  queryRoute(moves, endpoints.moves, ({ params, query }) => ({ ...query, ...params })),
  faultsRoute,
  actionRoute(setRanks, endpoints.setRanks, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(makeMissingUnits, endpoints.makeMissingUnits, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  actionRoute(makeMissingPosts, endpoints.makeMissingPosts, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  actionRoute(planTransfer, endpoints.planTransfer, ({ params, body }) => ({ ...body, ...params })),
  actionRoute(withdrawTransfer, endpoints.withdrawTransfer, ({ params }) => params),
  queryRoute(personWaits, endpoints.personWaits, ({ params }) => params),
  queryRoute(transferLooseEnds, endpoints.transferLooseEnds, ({ params }) => params),
]
