import type { FastifyBaseLogger } from 'fastify'
import pino from 'pino'
import type { DestinationStream } from 'pino'
import { errorRecord } from './errors.ts'
import type { LogLevel } from './levels.ts'

/**
 * The program's log: one JSON object a line. It names organisations and accounts by their ids, and
 * holds nothing that people wrote.
 */
export type Log = FastifyBaseLogger

/**
 * Opens a log; to standard error by default. A line is written when the call returns, so that none
 * is lost where the process dies.
 */
export function openLog(
  level: LogLevel,
  now: () => Date,
  to: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      base: undefined,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"time":"${now().toISOString()}"`,
      // Fastify's own lines must not hold URLs either: a URL holds the words that people search
      // for.
      serializers: {
        error: errorRecord,
        err: errorRecord,
        req: () => undefined,
        res: ({ statusCode }: { readonly statusCode?: number }) => ({ statusCode }),
      },
    },
    to,
  )
}

/** A log that writes nothing. */
export const silentLog: Log = pino({ level: 'silent' })
