/**
 * Levels of the log: `warn` failures; `info` also each request and job; `debug` also recurring jobs
 * that had nothing to do.
 */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

export type LogLevel = (typeof logLevels)[number]
