import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { refuse } from '#kernel/problems/index.ts'
import type { Language } from '#kernel/words/words.ts'
import { cookieNames, findSession, equalInConstantTime } from '../auth/sessions.ts'
import { CredentialChanged } from '../gate/gate.ts'
import type { Actor } from '../gate/transaction.ts'
import { measured } from '../log/measure.ts'
import type { Services } from '../services.ts'
import { FileResponse } from './fileAnswer.ts'
import { readIdempotencyKey, readIfMatch } from './headers.ts'
import { noteRefusal, noteStranger } from './refusals.ts'
import { measureOf } from './requestLog.ts'
import { languageOf } from './language.ts'
import type { Route, RouteRequest, Session } from './route.ts'

/** The header of a version, for OpenAPI; `readIfMatch` reads it. */
const versionHeader = {
  type: 'object',
  required: ['If-Match'],
  properties: {
    'If-Match': { type: 'string', description: '読んだときの ETag（"3" のような版の番号）' },
  },
} as const

/** Header of requests that a page sends by itself while nobody uses it. */
const unattendedHeader = 'x-sekisho-unattended'
/** Header in which a page says whose account it believes to act for. */
const accountHeader = 'x-sekisho-account'

/**
 * Mounts one route: finds the session, checks whether it may use the route, then runs the route's
 * handler.
 */
export function mountRoute(server: FastifyInstance, route: Route, services: Services): void {
  const demandSeldom = limitOfEach(server, route)
  server.route({
    method: route.method,
    url: route.url,
    // Who is not let in is not told either whether the request was well formed.
    attachValidation: true,
    schema: {
      summary: route.title,
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.ifMatch ? { headers: versionHeader } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.upload ? { consumes: ['multipart/form-data'] } : {}),
      ...(route.reply ? { response: { [route.status ?? 200]: route.reply } } : {}),
      ...(route.produces ? { produces: [route.produces] } : {}),
      ...(route.access === 'open'
        ? { security: [] }
        : { security: [{ session: [] }, { token: [] }] }),
    },
    ...(route.rateLimit
      ? {
          config: {
            rateLimit: { max: route.rateLimit.max, timeWindow: route.rateLimit.seconds * 1000 },
          },
        }
      : {}),
    handler: (request, reply) =>
      measured(measureOf(request), async () => {
        await demandSeldom?.(request)
        return sendResult(reply, route, await handleRequest(request, reply, route, services))
      }),
  })
}

/** Refuses requests that come too often about one value of a path parameter. */
function limitOfEach(
  server: FastifyInstance,
  { method, url, rateLimit }: Route,
): ((request: FastifyRequest) => Promise<void>) | undefined {
  if (rateLimit?.each === undefined) return undefined
  const { param, max } = rateLimit.each
  const count = server.createRateLimit({
    max,
    timeWindow: rateLimit.seconds * 1000,
    keyGenerator: (request) =>
      `${method} ${url} ${(request.params as Readonly<Record<string, string>>)[param]}`,
  })
  return async (request) => {
    const limit = await count(request)
    if (!limit.isAllowed && limit.isExceeded)
      refuse('too-many-requests', { seconds: limit.ttlInSeconds })
  }
}

/**
 * Runs the route's handler; runs it again with a newly read session where the session has changed
 * since it was looked up.
 */
async function handleRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  services: Services,
): Promise<unknown> {
  try {
    return await handlePrepared(
      await prepareRequest(request, reply, route, services, route.verifiesCredential === undefined),
      route,
      services,
    )
  } catch (error) {
    if (!(error instanceof CredentialChanged)) throw error
    const prepared = await prepareRequest(request, reply, route, services, true)
    return handlePrepared(prepared, route, services)
  }
}

async function handlePrepared(
  request: RouteRequest,
  route: Route,
  services: Services,
): Promise<unknown> {
  try {
    return await route.handle(request, services)
  } catch (error) {
    await noteRefusal(error, route, request.session, request, services)
    throw error
  }
}

async function prepareRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  services: Services,
  bypassCache: boolean,
): Promise<RouteRequest> {
  const session = await authenticate(request, route, services, bypassCache)
  if (request.validationError) throw request.validationError
  if (session) {
    const { organizationId, accountId } = session
    Object.assign(measureOf(request), { organizationId, accountId })
  }
  const abort = new AbortController()
  request.raw.once('close', () => {
    if (!reply.raw.writableEnded) abort.abort()
  })
  const ifMatch = readIfMatch(request.headers['if-match'])
  if (route.ifMatch && ifMatch === undefined) refuse('version-required')
  const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key'])
  const language = languageOf(request.headers['accept-language'])
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    reply,
    signal: abort.signal,
    organizationId: session?.organizationId ?? '',
    actor: actorOf(session, route, bypassCache, language),
    language,
    ...(session ? { session } : {}),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    address: request.ip,
    agent: String(request.headers['user-agent'] ?? '').slice(0, 300),
  }
}

async function authenticate(
  request: FastifyRequest,
  route: Route,
  services: Services,
  bypassCache: boolean,
): Promise<Session | undefined> {
  const bearer = request.headers.authorization
  const address = request.ip
  const names = cookieNames(services.settings.publicUrl)
  const session = await (bearer
    ? findSession(services.gate, 'token', bearer, { bypassCache, address })
    : findSession(services.gate, 'session', request.cookies[names.session], {
        bypassCache,
        address,
        unattended: request.method === 'GET' && request.headers[unattendedHeader] !== undefined,
      }))
  if (route.access === 'open') return session
  if (!session) {
    const credential = bearer ?? request.cookies[names.session]
    await noteStranger(bearer ? 'token' : 'session', credential, request.ip, route, services)
    refuse('signed-out')
  }
  // The cached state may be out of date, so it is never a reason to refuse: the session is read
  // again first.
  if (!bypassCache && isIncomplete(route, session))
    return authenticate(request, route, services, true)
  try {
    demandUsable(request, route, session)
  } catch (error) {
    await noteRefusal(error, route, session, request, services)
    throw error
  }
  return session
}

/** Whether something is still to be done before a session or token opens a route. */
function isIncomplete({ access }: Route, session: Session): boolean {
  if (access === 'partial') return false
  return session.mustChange || session.strength !== 'full' || wantsFactor(access, session)
}

const wantsFactor = (access: Route['access'], { factorWanted }: Session): boolean =>
  access === 'full' && factorWanted

/** Refuses what a session or token may not be used for. */
function demandUsable(request: FastifyRequest, route: Route, session: Session): void {
  const believed = request.headers[accountHeader]
  if (believed !== undefined && believed !== session.accountId) refuse('other-person')
  if (
    request.headers.authorization === undefined &&
    route.method !== 'GET' &&
    !equalInConstantTime(String(request.headers['x-sekisho-csrf'] ?? ''), session.csrfToken)
  )
    refuse('csrf')
  if (session.scopes && !session.scopes.includes(route.method === 'GET' ? 'read' : 'write'))
    refuse('token-scope', { scope: route.method === 'GET' ? 'read' : 'write' })
  if (session.limited && !route.terminal) refuse('terminal-only')
  if (route.access === 'partial') return
  if (session.strength !== 'full') refuse('code-needed')
  if (session.mustChange) refuse('password-must-change')
  if (wantsFactor(route.access, session))
    refuse(session.limited ? 'factor-by-password' : 'factor-needed')
}

/**
 * Who acts. A session that was read for this very request is not verified again in the transaction.
 */
function actorOf(
  session: Session | undefined,
  route: Route,
  verified: boolean,
  language: Language,
): Actor {
  const alone = route.withoutEdition ? ({ withoutEdition: true } as const) : {}
  if (!session) return { kind: 'program', name: 'nobody', ...alone }
  const { personId, accountId, administrator, scopes, limited, credential, hasFactor } = session
  return {
    kind: 'person',
    personId,
    accountId,
    administrator,
    language,
    ...(scopes ? { scopes } : {}),
    ...(limited ? { limited } : {}),
    ...alone,
    ...(route.shown ? { shown: true } : {}),
    factorMissing: !hasFactor,
    ...(route.access === 'full' ? {} : { withoutFactor: true }),
    ...(verified ? {} : { credential }),
  }
}

function sendResult(reply: FastifyReply, route: Route, result: unknown): unknown {
  if (reply.sent) return reply
  if (result instanceof FileResponse) {
    const disposition = `${result.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(result.name)}`
    reply.header('content-disposition', disposition).type(result.mediaType)
    return reply.send(
      result.content instanceof Readable ? result.content : Buffer.from(result.content),
    )
  }
  if (result === undefined) return reply.code(204).send()
  if (route.reply === undefined) throw new Error(`${route.url} answers without a schema`)
  const version = (result as { version?: unknown }).version
  if (typeof version === 'number') reply.header('etag', `"${version}"`)
  return reply.code(route.status ?? 200).send(result)
}

/**
 * Sets or clears the two cookies of a session: the token, which scripts cannot read, and the CSRF
 * value, which they must read.
 */
export function setSessionCookies(
  reply: FastifyReply,
  settings: { publicUrl: string },
  value: { token: string; csrf: string } | undefined,
): void {
  const names = cookieNames(settings.publicUrl)
  const common = { path: '/', sameSite: 'strict', secure: names.secure } as const
  if (!value) {
    reply.clearCookie(names.session, common).clearCookie(names.csrf, common)
    return
  }
  reply
    .setCookie(names.session, value.token, { ...common, httpOnly: true })
    .setCookie(names.csrf, value.csrf, common)
}
