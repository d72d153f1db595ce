import { runStocktakes } from '#features/campaigns/server/public.ts'
import { askReviews, remindLateCases, watchExceptions } from '#features/cases/server/public.ts'
import { applyTransfers } from '#features/transfers/server/public.ts'
import { checkImport, keepLedgers, runImport } from '#features/registers/server/public.ts'
import { callMeetings } from '#features/meetings/server/public.ts'
import type { OutboxHandler, Tick } from '#platform/jobs/outbox.ts'
import { purging } from '#platform/jobs/purge.ts'
import { seldom } from '#platform/jobs/seldom.ts'
import { sendMail } from './mail.ts'

/** Who does what has been put into the outbox, by kind. */
export const outboxHandlers: ReadonlyMap<string, OutboxHandler> = new Map([
  ['mail', sendMail],
  ['import.check', checkImport],
  ['import.write', runImport],
])

/** The ledgers are gone through line by line: often enough by the hour, milliseconds. */
const hour = 3_600_000

/** Recurring work of each organisation. */
export const ticks: readonly Tick[] = [
  applyTransfers,
  remindLateCases,
  seldom(hour, watchExceptions),
  seldom(hour, askReviews),
  seldom(hour, keepLedgers),
  seldom(hour, runStocktakes),
  seldom(hour, callMeetings),
  purging(),
]
