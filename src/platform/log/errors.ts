import { ProblemError } from '#kernel/problems/index.ts'
import { databaseFault } from '../db/errors.ts'

/**
 * An error in the form in which it is logged: its kind and place, without the values that messages
 * of the database and of refusals quote.
 */
export interface ErrorRecord {
  readonly name: string
  /** Left out where it may quote what people wrote. */
  readonly message?: string
  /** SQLSTATE, system error or code of a problem. */
  readonly code?: string
  /** Constraint or table that the database names. */
  readonly at?: string
  /** Stack frames only, without the message. */
  readonly stack: string
}

/** The loggable form of whatever was thrown. */
export function errorRecord(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) return { name: typeof error, stack: '' }
  const stack = framesOf(error)
  if (error instanceof ProblemError)
    return { name: 'ProblemError', code: error.problem.code, stack }
  const { name } = error
  const code = codeOf(error)
  const fault = databaseFault(error)
  if (fault) return { name: 'DatabaseError', ...fault, stack }
  return { name, ...(quotes(error) ? {} : { message: error.message }), ...code, stack }
}

function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n')
}

function codeOf(error: Error): { readonly code?: string } {
  return 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
}

/** Errors whose messages quote the input: those of JSON, and those of the server about URLs. */
function quotes(error: Error): boolean {
  return error instanceof SyntaxError || codeOf(error).code?.startsWith('FST_') === true
}
