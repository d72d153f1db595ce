import type { FastifyInstance, FastifyRequest } from 'fastify'
import { measured, newMeasure } from '../log/measure.ts'
import type { Measure } from '../log/measure.ts'

/** The header by which an answer names its line in the log. */
const requestIdHeader = 'x-request-id'

/** What came of a request besides its status. */
interface RequestOutcome {
  readonly measure: Measure
  /** Code of the problem that was answered. */
  problem?: string
  /** What was thrown where the program failed. */
  error?: unknown
}

const outcomes = new WeakMap<FastifyRequest, RequestOutcome>()

function outcomeOf(request: FastifyRequest): RequestOutcome {
  const known = outcomes.get(request)
  if (known) return known
  const outcome: RequestOutcome = { measure: newMeasure() }
  outcomes.set(request, outcome)
  return outcome
}

/** The measure of a request: what is done for it is counted there. */
export function measureOf(request: FastifyRequest): Measure {
  return outcomeOf(request).measure
}

/** Notes for the log what a request is answered with; the error only where the program failed. */
export function noteProblem(request: FastifyRequest, code: string, error?: unknown): void {
  const outcome = outcomeOf(request)
  outcome.problem = code
  if (error !== undefined) outcome.error = error
}

/** Writes one line for each request when it has been answered: an error where the program failed, otherwise an information. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header(requestIdHeader, request.id)
    measured(measureOf(request), done)
  })
  server.addHook('onResponse', (request, reply, done) => {
    const { measure, ...outcome } = outcomeOf(request)
    const failed = reply.statusCode >= 500
    request.log[failed ? 'error' : 'info'](
      {
        method: request.method,
        // The pattern, not the address: that holds what people search for.
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
