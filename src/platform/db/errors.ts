/**
 * SQLSTATE of a server that is stopping, starting, gone (PostgreSQL, appendix A: classes 57P and 08)
 * or without the means to serve (53; a full disk is told apart).
 */
const unavailableSqlStates = /^(?:57P0[1-5]|08...|53...|25P03)$/

/** System errors of a socket on which nobody listens. */
const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
])

/**
 * Whether an error means that the database cannot be reached at the moment; the local one is
 * restarted automatically.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: string; syscall?: string }
  if (isDiskFull(error)) return false
  if (code && unavailableSqlStates.test(code)) return true
  if (code && unavailableCodes.has(code))
    return syscall === 'connect' || syscall === 'read' || syscall === 'write'
  return /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect$/.test(
    error.message,
  )
}

/**
 * A PostgreSQL error without the values that it quotes: SQLSTATE, and the constraint or table;
 * undefined where the error is not from PostgreSQL.
 */
export function databaseFault(
  error: Error,
): { readonly code: string; readonly at?: string } | undefined {
  const { severity, code, constraint, table } = error as {
    severity?: string
    code?: string
    constraint?: string
    table?: string
  }
  if (severity === undefined || code === undefined) return undefined
  const at = constraint ?? table
  return { code, ...(at === undefined ? {} : { at }) }
}

/** Whether a statement ran longer than statements may (57014), or another cancelled it. */
export function isStatementTooSlow(error: unknown): boolean {
  return error instanceof Error && (error as { code?: string }).code === '57014'
}

/** Whether a lock of another transaction was waited for in vain (55P03). */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && (error as { code?: string }).code === '55P03'
}

/** Whether PostgreSQL had no disk space (SQLSTATE 53100); the transaction was rolled back. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && (error as { code?: string }).code === '53100'
}
