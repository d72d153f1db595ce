import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { Problem } from '#kernel/problems/index.ts'
import { isDatabaseAway, isDiskFull } from '../db/away.ts'
import { noteProblem } from './requestLog.ts'

/** Answers application/problem+json (RFC 9457) for whatever was thrown; a defect is logged under the id of the request and never shown. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const found = problemOf(error, request)
  noteProblem(request, found.code, found.status >= 500 ? error : undefined)
  return reply
    .code(found.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:sekisho:problem:${found.code}`,
        ...found,
        requestId: request.id,
      }),
    )
}

function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof ProblemError) return error.problem
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 404) return problem('not-found', { what: 'ページ' })
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE')
    return problem('too-large', { limit: '50 MB' })
  if (statusCode === 400 || statusCode === 415 || statusCode === 406) {
    return problem(
      'input-invalid',
      { count: 1 },
      {
        faults: [{ at: '/', detail: '送られた内容を読めません。形式（JSON）を確かめてください。' }],
      },
    )
  }
  if (isDatabaseAway(error)) return problem('database-away')
  if (isDiskFull(error)) return problem('disk-full', { folder: 'データベースのあるディスク' })
  return problem('unexpected', { reference: request.id })
}
