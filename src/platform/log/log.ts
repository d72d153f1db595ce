import type { FastifyBaseLogger } from 'fastify'
import pino from 'pino'
import type { DestinationStream } from 'pino'
import { errorRecord } from './errors.ts'
import type { LogLevel } from './levels.ts'

/** Where the program writes what it did: one JSON object a line. It names organisations and accounts by their ids, and holds nothing that people wrote. */
export type Log = FastifyBaseLogger

/** A log of its own; standard error unless said otherwise. Lines are out when the call returns: nothing is lost where the process dies. */
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
      // What Fastify logs of its own accord must not name addresses either: they hold what people search for.
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

/** Writes nothing. */
export const silentLog: Log = pino({ level: 'silent' })
