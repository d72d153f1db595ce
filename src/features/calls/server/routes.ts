import type { Static } from 'typebox'
import { checked } from '#platform/gate/checked.ts'
import { ask, perform } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import {
  Answering,
  CallsAnswer,
  CallView,
  IdPath,
  LinkPath,
  LinkView,
  Made,
  NewCall,
  PersonPath,
} from '../contract.ts'
import {
  answerByLink,
  answerCall,
  answerForCalled,
  endCall,
  remindCalled,
  startCall,
} from './actions.ts'
import { partsOf } from './link.ts'
import { call, callByLink, calls, printCall } from './queries.ts'

const linkActor = { kind: 'program', name: 'call-link' } as const
/** Requests with links from one address in a minute: a whole office behind one address answers at once. */
const guessing = { max: 1200, seconds: 60 } as const

const printed: Route = {
  method: 'GET',
  url: '/api/calls/:id/print.pdf',
  title: '呼出しの結果（PDF）',
  params: IdPath,
  access: 'full',
  produces: 'application/pdf',
  async handle(request, services) {
    const sheet = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      printCall,
      request.params as Static<typeof IdPath>,
    )
    return new FileAnswer(
      await services.printer.ledger(sheet),
      `${sheet.title}.pdf`,
      'application/pdf',
      true,
    )
  },
}

const behindLink: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/calls/link/:token',
    title: 'メールのリンクの呼出し',
    params: LinkPath,
    reply: LinkView,
    access: 'open',
    rateLimit: guessing,
    handle: async (request, services) => {
      const { token } = request.params as Static<typeof LinkPath>
      return ask(services.gate, partsOf(token).organizationId, linkActor, callByLink, { token })
    },
  },
  {
    method: 'POST',
    url: '/api/calls/link/:token',
    title: 'メールのリンクから呼出しに答える',
    params: LinkPath,
    body: Answering,
    access: 'open',
    rateLimit: guessing,
    handle: async (request, services) => {
      const { token } = request.params as Static<typeof LinkPath>
      await perform(services.gate, partsOf(token).organizationId, linkActor, answerByLink, {
        ...checked(Answering, request.body),
        token,
      })
    },
  },
]

export const routes: readonly Route[] = [
  reads(calls, { url: '/api/calls', title: '呼出しの一覧', reply: CallsAnswer }, () => ({})),
  writes(
    startCall,
    {
      url: '/api/calls',
      title: '緊急連絡網で呼び出す（訓練か本番）',
      body: NewCall,
      reply: Made,
      status: 201,
    },
    ({ body }) => body,
  ),
  ...behindLink,
  reads(
    call,
    { url: '/api/calls/:id', title: '呼出しと答え', params: IdPath, reply: CallView },
    ({ params }) => params,
  ),
  writes(
    answerCall,
    { url: '/api/calls/:id/answer', title: '呼出しに答える', params: IdPath, body: Answering },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    answerForCalled,
    {
      url: '/api/calls/:id/answers/:person',
      title: '電話で聞いた答えを記録する',
      params: PersonPath,
      body: Answering,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    remindCalled,
    {
      url: '/api/calls/:id/remind',
      title: '答えのない人をもう一度呼び出す',
      params: IdPath,
      reply: Made,
    },
    ({ params }) => params,
  ),
  writes(
    endCall,
    { url: '/api/calls/:id/end', title: '呼出しを終える', params: IdPath },
    ({ params }) => params,
  ),
  printed,
]
