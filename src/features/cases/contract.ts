import { Type } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { docxType, pdfType, xlsxType } from '#kernel/contracts/mediaTypes.ts'
import {
  ActOnCaseBody,
  BeginCase,
  CaseReceipt,
  HandOverBody,
  WithdrawBody,
} from './contract/acts.ts'
import { CaseView } from './contract/caseView.ts'
import { CaseFilePath, CasePath, Id } from './contract/common.ts'
import { DoorAnswer, DoorBody } from './contract/door.ts'
import { Home, TaskPage, TaskPageQuery } from './contract/home.ts'
import { CasePage, CaseQuery } from './contract/lists.ts'
import { ProcedureList, ProcedurePath, ProcedureView } from './contract/procedures.ts'
import { SignatureCheck, SignCaseBody, SigningBody, SigningText } from './contract/signing.ts'

/** The addresses of the API about procedures, cases and tasks; their schemas are in `contract/`. */

/** The reply to a change: the id of the changed exception or review. */
const IdReply = Type.Object({ id: Id })

export const endpoints = {
  casePdf: endpoint({
    method: 'GET',
    url: '/api/cases/:id/form.pdf',
    title: '案件の様式（PDF）',
    params: CasePath,
    produces: pdfType,
  }),
  caseDocx: endpoint({
    method: 'GET',
    url: '/api/cases/:id/form.docx',
    title: '案件の様式（Word）',
    params: CasePath,
    produces: docxType,
  }),
  caseXlsx: endpoint({
    method: 'GET',
    url: '/api/cases/:id/form.xlsx',
    title: '案件の様式（Excel）',
    params: CasePath,
    produces: xlsxType,
  }),
  caseFile: endpoint({
    method: 'GET',
    url: '/api/cases/:id/files/:file',
    title: '案件に付けたファイル',
    params: CaseFilePath,
    produces: 'application/octet-stream',
  }),
  home: endpoint({
    method: 'GET',
    url: '/api/tasks',
    title: '私の仕事',
    reply: Home,
  }),
  moreTasks: endpoint({
    method: 'GET',
    url: '/api/tasks/more',
    title: '私の仕事の続き',
    query: TaskPageQuery,
    reply: TaskPage,
  }),
  procedures: endpoint({
    method: 'GET',
    url: '/api/procedures',
    title: '手続の一覧',
    reply: ProcedureList,
  }),
  procedure: endpoint({
    method: 'GET',
    url: '/api/procedures/:procedure',
    title: '手続の定義',
    params: ProcedurePath,
    reply: ProcedureView,
  }),
  cases: endpoint({
    method: 'GET',
    url: '/api/cases',
    title: '案件の一覧',
    query: CaseQuery,
    reply: CasePage,
  }),
  beginCase: endpoint({
    method: 'POST',
    url: '/api/cases',
    title: '申請を始める',
    body: BeginCase,
    reply: CaseReceipt,
    status: 201,
  }),
  askDoor: endpoint({
    method: 'POST',
    url: '/api/cases/door',
    title: '書きかけの申請への答え（何も変えない）',
    body: DoorBody,
    reply: DoorAnswer,
  }),
  showCase: endpoint({
    method: 'GET',
    url: '/api/cases/:id',
    title: '案件',
    params: CasePath,
    reply: CaseView,
  }),
  actOnCase: endpoint({
    method: 'POST',
    url: '/api/cases/:id/acts',
    title: '案件を進める',
    params: CasePath,
    body: ActOnCaseBody,
    reply: CaseReceipt,
  }),
  withdrawCase: endpoint({
    method: 'POST',
    url: '/api/cases/:id/withdraw',
    title: '申請を取り下げる',
    params: CasePath,
    body: WithdrawBody,
    reply: CaseReceipt,
  }),
  handOverCase: endpoint({
    method: 'POST',
    url: '/api/cases/:id/hand-over',
    title: '案件を引き継がせる',
    params: CasePath,
    body: HandOverBody,
    reply: CaseReceipt,
  }),
  renewException: endpoint({
    method: 'POST',
    url: '/api/exceptions/:id/renew',
    title: '例外の延長を申請し始める',
    params: CasePath,
    reply: CaseReceipt,
    status: 201,
  }),
  releaseException: endpoint({
    method: 'POST',
    url: '/api/exceptions/:id/release',
    title: '例外をこのまま終わらせる',
    params: CasePath,
    reply: IdReply,
  }),
  confirmReview: endpoint({
    method: 'POST',
    url: '/api/reviews/:id/confirm',
    title: '不在中の決定を確かめる',
    params: CasePath,
    reply: IdReply,
  }),
  prepareSigning: endpoint({
    method: 'POST',
    url: '/api/cases/:id/signing',
    title: '署名する文章を見る',
    params: CasePath,
    body: SigningBody,
    reply: SigningText,
  }),
  signCase: endpoint({
    method: 'POST',
    url: '/api/cases/:id/signatures',
    title: '署名して案件を進める',
    params: CasePath,
    body: SignCaseBody,
    reply: CaseReceipt,
  }),
  signature: endpoint({
    method: 'GET',
    url: '/api/signatures/:id',
    title: '署名を確かめる',
    params: CasePath,
    reply: SignatureCheck,
  }),
  sealedPdf: endpoint({
    method: 'GET',
    url: '/api/signatures/:id/sealed.pdf',
    title: '署名した文章（PDF）',
    params: CasePath,
    produces: pdfType,
  }),
  signatureOfFile: endpoint({
    method: 'POST',
    url: '/api/signatures/check',
    title: 'PDFが署名されたものか確かめる',
    upload: true,
    reply: SignatureCheck,
  }),
}
