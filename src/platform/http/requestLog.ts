import type { FastifyInstance, FastifyRequest } from 'fastify'
import { measured, newMeasure } from '../log/measure.ts'
import type { Measure } from '../log/measure.ts'

/** The header of a reply that names its line in the log. */
const requestIdHeader = 'x-request-id'

/** Outcome of a request besides its status. */
interface RequestOutcome {
  readonly measure: Measure
  /** Code of the problem that was sent. */
  problem?: string
  /** The error, where the program failed. */
  error?: unknown
}

const outcomes = new WeakMap<FastifyRequest, RequestOutcome>()

function outcomeOf(request: FastifyRequest): RequestOutcome {
  const recorded = outcomes.get(request)
  if (recorded) return recorded
  const outcome: RequestOutcome = { measure: newMeasure() }
  outcomes.set(request, outcome)
  return outcome
}

/** The measure of a request, on which its statements are counted. */
export function measureOf(request: FastifyRequest): Measure {
  return outcomeOf(request).measure
}

/** The header that names the line of a request in the log. */
export function headersOfLog(request: FastifyRequest): Record<string, string> {
  return { [requestIdHeader]: request.id }
}

/** Records the outcome of a request for the log; the error only where the program failed. */
export function noteProblem(request: FastifyRequest, code: string, error?: unknown): void {
  const outcome = outcomeOf(request)
  outcome.problem = code
  if (error !== undefined) outcome.error = error
}

/**
 * Writes one log line for each request after its reply: level error where the program failed,
 * otherwise info.
 */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersOfLog(request))
    measured(measureOf(request), done)
  })
  server.addHook('onResponse', (request, reply, done) => {
    const { measure, ...outcome } = outcomeOf(request)
    const failed = reply.statusCode >= 500
    request.log[failed ? 'error' : 'info'](
      {
        method: request.method,
        // The pattern, not the URL: a URL holds the words that people search for.
        route: request.routeOptions.url,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        ...measure,
        ...outcome,
      },
      'request',
    )
    done()
  })
}
