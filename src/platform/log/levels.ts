/** How much is written: `warn` what failed, `info` each request and job, too, `debug` recurring work that found nothing, too. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

export type LogLevel = (typeof logLevels)[number]
