import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { LogController } from 'fastify'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { refuse } from '#kernel/problems/index.ts'
import type { Services } from '../services.ts'
import { acceptJsonBodies } from './bodies.ts'
import { responseSerializer } from './responseSerializer.ts'
import { sendProblem } from './problems.ts'
import { mountProbes } from './probes.ts'
import { mountRoute } from './mount.ts'
import { headersOfLog, logRequests } from './requestLog.ts'
import { securityHeaders } from './securityHeaders.ts'
import { pathAndQueryValidator } from './validator.ts'
import type { Route } from './route.ts'

/** Requests of one session or address in a minute before it is refused. */
const requestsPerMinute = 120_000
/** Bytes of a request's id: short enough to be read out on the telephone. */
const requestIdLength = 6
/** Largest JSON body, bytes. */
const bodyLimit = 2_097_152
/** Largest upload, bytes. */
export const uploadLimit = 52_428_800

/** Builds the server from routes as data; it does not listen yet. */
export async function buildServer(
  services: Services,
  routes: readonly Route[],
): Promise<FastifyInstance> {
  const headers = await securityHeaders(services.settings.publicUrl)
  const uncachedHeaders = { ...headers, 'cache-control': 'no-store' }
  const server = Fastify({
    loggerInstance: services.log,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: () => services.environment.random(requestIdLength).toString('hex'),
    bodyLimit,
    trustProxy: services.settings.trustedProxy ?? false,
    routerOptions: { maxParamLength: 400 },
    // Answered below, in the form of all refusals.
    return503OnClosing: false,
    ajv: { customOptions: { coerceTypes: false } },
    // Before a route is found, no hook runs: the headers are set here.
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...uncachedHeaders, ...headersOfLog(request) })
      return sendProblem(error, request, reply)
    },
  })
  server.setValidatorCompiler(pathAndQueryValidator)
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  server.setSerializerCompiler(responseSerializer)
  logRequests(server)
  refuseWhileStopping(server)
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.url.startsWith('/api/') ? uncachedHeaders : headers)
    done()
  })
  acceptJsonBodies(server)
  await server.register(cookie)
  await server.register(multipart, { limits: { fileSize: uploadLimit, files: 10, fields: 50 } })
  await server.register(rateLimit, {
    global: true,
    max: requestsPerMinute,
    timeWindow: 60_000,
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    errorResponseBuilder: (_request, context) =>
      refuse('too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  await server.register(swagger, {
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) => String(json['$id'] ?? `def-${index}`),
    },
    transform: ({ schema, url }) => ({ schema: withKindOfAnswer(schema), url }),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '関所 Sekisho API',
        version: '1',
        description: '情報セキュリティポリシーを動かす',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'sekisho_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  })
  mountProbes(server, services)
  for (const route of routes) mountRoute(server, route, services)
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger())
  return server
}

/** From the moment that it begins to close, the server refuses requests on connections still open. */
function refuseWhileStopping(server: FastifyInstance): void {
  let stopping = false
  server.addHook('preClose', (done) => {
    stopping = true
    done()
  })
  server.addHook('onRequest', (_request, reply, done) => {
    if (stopping) {
      reply.headers({ connection: 'close', 'retry-after': '10' })
      refuse('stopping')
    }
    done()
  })
}

/** How often connections that have become idle are closed, milliseconds. */
const idleCheck = 100

/**
 * Ends the server: requests in hand have `grace` milliseconds to end; then every connection is cut,
 * also one with a half-sent upload.
 */
export async function closeServer(server: FastifyInstance, grace: number): Promise<void> {
  const idle = setInterval(() => server.server.closeIdleConnections(), idleCheck)
  const cut = setTimeout(() => server.server.closeAllConnections(), grace)
  try {
    await server.close()
  } finally {
    clearInterval(idle)
    clearTimeout(cut)
  }
}

/** Replies that are not JSON, for OpenAPI: files by their media type, and empty replies. */
function withKindOfAnswer(schema: FastifySchema & { readonly produces?: readonly string[] }) {
  if (schema.response !== undefined) return schema
  const { produces, ...rest } = schema
  const file = { schema: { type: 'string', format: 'binary' } }
  return {
    ...rest,
    response: produces
      ? { 200: { description: 'ファイル', content: { [produces[0] ?? '']: file } } }
      : { 204: { description: '中身のない答え', type: 'null' } },
  }
}
