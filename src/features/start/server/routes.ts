import { performAction, runQuery } from '#platform/gate/perform.ts'
import { actionRoute, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Settings } from '#platform/services.ts'
import { endpoints } from '../contract.ts'
import { putAside, takeUp, tryMail } from './actions.ts'
import { start } from './queries.ts'

/** Whether the program was started with a mail server and an address of its own. */
const mailSetUp = ({ smtpUrl, mailFrom }: Settings): boolean => Boolean(smtpUrl && mailFrom)

export const routes: readonly Route[] = [
  route(endpoints.start, ({ organizationId, actor }, { gate, settings }) =>
    runQuery(gate, organizationId, actor, start, { mail: mailSetUp(settings) }),
  ),
  actionRoute(putAside, endpoints.putAside, ({ params, body }) => ({ ...params, ...body })),
  actionRoute(takeUp, endpoints.takeUp, ({ params }) => params),
  route(endpoints.tryMail, ({ organizationId, actor }, { gate, settings }) =>
    performAction(gate, organizationId, actor, tryMail, { setUp: mailSetUp(settings) }),
  ),
]
