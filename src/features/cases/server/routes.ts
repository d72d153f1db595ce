import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { docxType, formDocx, formXlsx, xlsxType } from '#platform/documents/write/index.ts'
import { shownInline } from '#platform/files/kind.ts'
import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import {
  ActOnCaseBody,
  BeginCase,
  CasePage,
  CasePath,
  CaseQuery,
  CaseReceipt,
  HandOverBody,
  Home,
  ProcedureList,
  WithdrawBody,
} from '../contract.ts'
import { actOnCase, beginCase, withdrawCase } from './actions.ts'
import { releaseException, renewException } from './exceptions/actions.ts'
import { caseFile, CaseFilePath } from './files.ts'
import { handOverCase } from './handOver.ts'
import { home } from './home.ts'
import { printCase } from './print.ts'
import { procedure, procedures } from './procedures.ts'
import { cases } from './queries.ts'
import { confirmReview } from './reviews.ts'
import { showCase } from './show.ts'
import { signingRoutes } from './signing/routes.ts'

const ProcedurePath = Type.Object({ procedure: Type.String({ maxLength: 60 }) })

const printed: Route = {
  method: 'GET',
  url: '/api/cases/:id/form.pdf',
  terminal: true,
  title: '案件の様式（PDF）',
  params: CasePath,
  access: 'full',
  produces: 'application/pdf',
  handle: async (request, services) => {
    const { number, sheet } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      printCase,
      request.params,
    )
    return new FileAnswer(
      await services.printer.form(sheet),
      `${number}.pdf`,
      'application/pdf',
      true,
    )
  },
}

const writers = { docx: [formDocx, docxType], xlsx: [formXlsx, xlsxType] } as const
const written = (['docx', 'xlsx'] as const).map((format): Route => ({
  method: 'GET',
  url: `/api/cases/:id/form.${format}`,
  terminal: true,
  title: `案件の様式（${format === 'docx' ? 'Word' : 'Excel'}）`,
  params: CasePath,
  access: 'full',
  produces: writers[format][1],
  handle: async (request, services) => {
    const { number, sheet } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      printCase,
      request.params,
    )
    const [write, type] = writers[format]
    return new FileAnswer(await write(sheet), `${number}.${format}`, type)
  },
}))

const sentFile: Route = {
  method: 'GET',
  url: '/api/cases/:id/files/:file',
  terminal: true,
  title: '案件に付けたファイル',
  params: CaseFilePath,
  access: 'full',
  produces: 'application/octet-stream',
  handle: async (request, services) => {
    const { sha256, name, media_type } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      caseFile,
      request.params,
    )
    if (!(await services.files.has(sha256))) refuse('not-found', { what: nouns.file })
    return new FileAnswer(
      services.files.read(sha256),
      name,
      media_type,
      shownInline.has(media_type),
    )
  },
}

export const routes: readonly Route[] = [
  reads(home, { url: '/api/tasks', terminal: true, title: '私の仕事', reply: Home }, () => ({})),
  reads(
    procedures,
    { url: '/api/procedures', title: '手続の一覧', reply: ProcedureList },
    () => ({}),
  ),
  reads(
    procedure,
    { url: '/api/procedures/:procedure', title: '手続の定義', params: ProcedurePath },
    ({ params }) => params,
  ),
  reads(
    cases,
    { url: '/api/cases', title: '案件の一覧', query: CaseQuery, reply: CasePage },
    ({ query }) => query,
  ),
  writes(
    beginCase,
    { url: '/api/cases', title: '申請を始める', body: BeginCase, reply: CaseReceipt, status: 201 },
    ({ body }) => body,
  ),
  reads(
    showCase,
    { url: '/api/cases/:id', terminal: true, title: '案件', params: CasePath },
    ({ params }) => params,
  ),
  writes(
    actOnCase,
    {
      url: '/api/cases/:id/acts',
      terminal: true,
      title: '案件を進める',
      params: CasePath,
      body: ActOnCaseBody,
      reply: CaseReceipt,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    withdrawCase,
    {
      url: '/api/cases/:id/withdraw',
      terminal: true,
      title: '申請を取り下げる',
      params: CasePath,
      body: WithdrawBody,
      reply: CaseReceipt,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    handOverCase,
    {
      url: '/api/cases/:id/hand-over',
      title: '案件を引き継がせる',
      params: CasePath,
      body: HandOverBody,
      reply: CaseReceipt,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  printed,
  ...written,
  sentFile,
  ...signingRoutes,
  writes(
    renewException,
    {
      url: '/api/exceptions/:id/renew',
      title: '例外の延長を申請し始める',
      params: CasePath,
      reply: CaseReceipt,
      status: 201,
    },
    ({ params }) => params,
  ),
  writes(
    releaseException,
    { url: '/api/exceptions/:id/release', title: '例外をこのまま終わらせる', params: CasePath },
    ({ params }) => params,
  ),
  writes(
    confirmReview,
    { url: '/api/reviews/:id/confirm', title: '不在中の決定を確かめる', params: CasePath },
    ({ params }) => params,
  ),
]
