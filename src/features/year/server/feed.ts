import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { addDays } from '#kernel/calendar/index.ts'
import { icalendar } from '#kernel/calendar/icalendar.ts'
import { ProblemError, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { sayTo } from '#platform/access/language.ts'
import { actorPerson } from '#platform/access/party.ts'
import { parseSecret } from '#platform/auth/sessions.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { runQuery } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { accountOfCalendar } from '#features/accounts/server/public.ts'
import { endpoints } from '../contract.ts'
import { linesOf } from './myYear.ts'

/** How far a calendar looks back for what is late, and ahead, in days. */
const back = 60
const ahead = 400

/** Requests of one address, and about one calendar, in a minute: programs ask every few hours. */
const rateLimit = { max: 600, seconds: 60, each: { param: 'file', max: 30 } } as const

const reader = { kind: 'program', name: 'calendar' } as const

/**
 * What a person has to do, as days: what kind of work it is, by when, and its page. Neither names
 * of persons nor of things are among it: whoever has the address reads it without signing in.
 */
const calendarDays = defineQuery({
  name: 'calendar.read',
  input: Type.Object({ address: Type.String() }),
  authorise: (tx) => actorPerson(tx) ?? refuse('signed-out'),
  async run(tx, { address }, person) {
    const span = { from: addDays(tx.today, -back), to: addDays(tx.today, ahead) }
    const lines = await linesOf(tx, person, span)
    const days = lines.flatMap((line) =>
      line.items
        .filter(({ state }) => state !== 'done')
        .map(({ key, day, href }) => ({
          uid: `${digest(`${person}/${line.id}/${key}`)}@sekisho`,
          day,
          title: line.title,
          url: `${address}${href ?? '/year'}`,
        })),
    )
    return icalendar(sayTo(tx, { ja: '関所の予定', en: 'Sekisho' }), tx.today, days)
  },
})

const digest = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 32)

const unknown = (): never => refuse('not-found', { what: nouns.calendar })

/** The calendar of an address; whatever is wrong with it is answered alike. */
async function readCalendar(services: Services, file: string): Promise<string> {
  const secret = parseSecret('session', /^(.+)\.ics$/.exec(file)?.[1])
  if (secret === undefined) return unknown()
  const { gate } = services
  const { organizationId } = secret
  const owner = await gate
    .transact(organizationId, reader, 'read', (tx) => accountOfCalendar(tx, secret.hash))
    .catch((error: unknown) => (error instanceof ProblemError ? undefined : Promise.reject(error)))
  if (owner === undefined) return unknown()
  const actor = {
    kind: 'person',
    personId: owner.person,
    accountId: owner.account,
    administrator: false,
    shown: true,
  } as const
  return runQuery(gate, organizationId, actor, calendarDays, {
    address: services.settings.publicUrl,
  })
}

export const calendarRoute: Route = route(
  endpoints.calendar,
  async (request, services) => {
    const text = await readCalendar(services, request.params.file)
    const etag = `"${digest(text)}"`
    const { reply } = request
    reply.headers({ etag, 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' })
    if (reply.request.headers['if-none-match'] === etag) reply.code(304).send()
    return new FileResponse(Buffer.from(text), 'sekisho.ics', 'text/calendar; charset=utf-8', true)
  },
  { access: 'open', rateLimit },
)
