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
  const body = bounded(problemIn(problemOf(error, request), language))
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

/** Faults of one answer; the rest are counted. */
const faultLimit = 50
/** Characters of one text of an answer: it may hold what was sent. */
const textLimit = 2000

type Body = ReturnType<typeof problemIn>

/** The body of an answer within bounds, whatever was sent: the first faults, and how many more. */
function bounded(body: Body): Body & { readonly moreFaults?: number } {
  const { faults = [] } = body
  return {
    ...body,
    detail: clip(body.detail),
    params: Object.fromEntries(
      Object.entries(body.params).map(([name, value]) => [
        name,
        typeof value === 'string' ? clip(value) : value,
      ]),
    ),
    ...(body.faults && {
      faults: faults
        .slice(0, faultLimit)
        .map(({ at, detail }) => ({ at: clip(at), detail: clip(detail) })),
    }),
    ...(faults.length > faultLimit && { moreFaults: faults.length - faultLimit }),
  }
}

function clip(text: string): string {
  return text.length > textLimit ? `${text.slice(0, textLimit)}…` : text
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
