import { remindLateCases } from '#features/cases/server/public.ts'
import { applyTransfers } from '#features/transfers/server/public.ts'
import { checkImport, runImport } from '#features/registers/server/public.ts'
import type { OutboxHandler, Tick } from '#platform/jobs/outbox.ts'
import { purging } from '#platform/jobs/purge.ts'
import { sendMail } from './mail.ts'

/** Who does what has been put into the outbox, by kind. */
export const outboxHandlers: ReadonlyMap<string, OutboxHandler> = new Map([['mail', sendMail], ['import.check', checkImport], ['import.write', runImport]])

/** Recurring work of each organisation. */
export const ticks: readonly Tick[] = [applyTransfers, remindLateCases, purging()]
