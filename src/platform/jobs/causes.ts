import { getSystemErrorName } from 'node:util'
import { ProblemError } from '#kernel/problems/index.ts'
import { isDiskFull } from '../db/errors.ts'
import { TookTooLong } from './work.ts'

/**
 * Why work failed, as far as the program can say: the words of these causes say what to do. Nothing
 * of what the work is about is in them.
 */
export type WorkCause =
  | 'slow'
  | 'host-unknown'
  | 'unreachable'
  | 'connection-lost'
  | 'not-let-in'
  | 'recipient-refused'
  | 'refused'
  | 'disk-full'
  | 'unexpected'
  | `problem/${string}`

/** Codes of nodemailer and of the system. */
const causes: Readonly<Record<string, WorkCause>> = {
  ETIMEDOUT: 'slow',
  EDNS: 'host-unknown',
  ENOTFOUND: 'host-unknown',
  EAI_AGAIN: 'host-unknown',
  ECONNECTION: 'unreachable',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ESOCKET: 'connection-lost',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  ETLS: 'connection-lost',
  EAUTH: 'not-let-in',
  ENOAUTH: 'not-let-in',
  EOAUTH2: 'not-let-in',
  EENVELOPE: 'recipient-refused',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EMESSAGE: 'refused',
  EPROTOCOL: 'refused',
}

export function causeOf(error: unknown): WorkCause {
  if (error instanceof ProblemError) return `problem/${error.problem.code}`
  if (error instanceof TookTooLong) return 'slow'
  if (!(error instanceof Error)) return 'unexpected'
  if (isDiskFull(error)) return 'disk-full'
  const { code, errno, cause } = error as { code?: string; errno?: unknown; cause?: unknown }
  // nodemailer puts a code of its own over that of the system, which the number still tells.
  const ofSystem = typeof errno === 'number' && errno < 0 ? getSystemErrorName(errno) : ''
  const found = causes[ofSystem] ?? causes[code ?? '']
  return found ?? (cause instanceof Error ? causeOf(cause) : 'unexpected')
}
