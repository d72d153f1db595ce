import type { Static } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/mount.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import {
  BodyList,
  BodyPath,
  BodyView,
  CancelMeetingBody,
  ChangeMeetingBody,
  MeetingPath,
  MeetingReceipt,
  MeetingView,
  PlanMeetingBody,
  RecordMeetingBody,
} from '../contract.ts'
import { cancelMeeting, changeMeeting, planMeeting, recordMeeting } from './actions.ts'
import { printMeeting } from './print.ts'
import { bodies, body, meeting } from './queries.ts'

/** Whoever changes a meeting says which version was read. */
const read = (ifMatch: number | undefined): number => ifMatch ?? refuse('version-required')

const printed: Route = {
  method: 'GET',
  url: '/api/meetings/:id/minutes.pdf',
  title: '会議の次第か議事録（PDF）',
  params: MeetingPath,
  access: 'full',
  produces: 'application/pdf',
  async handle(request, services) {
    const { number, sheet } = await ask(
      services.gate,
      request.organizationId,
      request.actor,
      printMeeting,
      request.params as Static<typeof MeetingPath>,
    )
    return new FileAnswer(
      await services.printer.form(sheet),
      `${number}.pdf`,
      'application/pdf',
      true,
    )
  },
}

export const routes: readonly Route[] = [
  reads(bodies, { url: '/api/bodies', title: '会議体の一覧', reply: BodyList }, () => ({})),
  reads(
    body,
    { url: '/api/bodies/:body', title: '一つの会議体', params: BodyPath, reply: BodyView },
    ({ params }) => params,
  ),
  writes(
    planMeeting,
    {
      url: '/api/bodies/:body/meetings',
      title: '会議を開くことにする',
      params: BodyPath,
      body: PlanMeetingBody,
      reply: MeetingReceipt,
      status: 201,
    },
    ({ params, body: input }) => ({ ...input, ...params }),
  ),
  reads(
    meeting,
    { url: '/api/meetings/:id', title: '一つの会議', params: MeetingPath, reply: MeetingView },
    ({ params }) => params,
  ),
  writes(
    changeMeeting,
    {
      method: 'PUT',
      url: '/api/meetings/:id',
      title: '会議の予定を変える',
      params: MeetingPath,
      body: ChangeMeetingBody,
      reply: MeetingReceipt,
    },
    ({ params, body: input, ifMatch }) => ({ ...input, ...params, version: read(ifMatch) }),
  ),
  writes(
    recordMeeting,
    {
      url: '/api/meetings/:id/record',
      title: '会議を記録する',
      params: MeetingPath,
      body: RecordMeetingBody,
      reply: MeetingReceipt,
    },
    ({ params, body: input, ifMatch }) => ({ ...input, ...params, version: read(ifMatch) }),
  ),
  writes(
    cancelMeeting,
    {
      url: '/api/meetings/:id/cancel',
      title: '会議を取りやめる',
      params: MeetingPath,
      body: CancelMeetingBody,
      reply: MeetingReceipt,
    },
    ({ params, body: input }) => ({ ...input, ...params }),
  ),
  printed,
]
