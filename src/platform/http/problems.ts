import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem, ProblemError, problemIn } from '#kernel/problems/index.ts'
import type { Problem } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import {
  isDatabaseUnavailable,
  isDiskFull,
  isLockTimeout,
  isStatementTooSlow,
} from '../db/errors.ts'
import { languageOf } from './language.ts'
import { noteProblem } from './requestLog.ts'

/**
 * Replies with application/problem+json (RFC 9457) to whatever was thrown. A defect is logged with
 * the id of the request and its text is never sent.
 */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const language = languageOf(request.headers['accept-language'])
  const body = problemIn(problemOf(error, request), language)
  noteProblem(request, body.code, body.status >= 500 ? error : undefined)
  return reply
    .code(body.status)
    .type('application/problem+json')
    .header('content-language', language)
    .send(
      JSON.stringify({
        type: `urn:sekisho:problem:${body.code}`,
        ...body,
        requestId: request.id,
      }),
    )
}

function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof ProblemError) return error.problem
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 404) return problem('not-found', { what: nouns.page })
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE')
    return problem('too-large', { limit: '50 MB' })
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return problem('address-unreadable')
  if (statusCode === 415 || statusCode === 406)
    return problem('body-kind', { expected: 'application/json' })
  if (statusCode === 400) return problem('json-unreadable')
  if (isDatabaseUnavailable(error)) return problem('database-away')
  if (isDiskFull(error))
    return problem('disk-full', {
      folder: { ja: 'データベースのあるディスク', en: 'the disk of the database' },
    })
  if (isLockTimeout(error)) return problem('busy')
  if (isStatementTooSlow(error)) return problem('took-too-long')
  return problem('unexpected', { reference: request.id })
}
