import { runStocktakes } from '#features/campaigns/server/public.ts'
import {
  askReviews,
  remindLateCases,
  rewriteCaseSearch,
  watchExceptions,
} from '#features/cases/server/public.ts'
import { applyTransfers } from '#features/transfers/server/public.ts'
import {
  checkImport,
  rewriteEntrySearch,
  runRegisterJobs,
  runImport,
} from '#features/registers/server/public.ts'
import {
  beginEditions,
  compareStandingCounts,
  sumStandingCounts,
} from '#features/policy/server/public.ts'
import { runMeetingJobs } from '#features/meetings/server/public.ts'
import { runRounds } from '#features/rounds/server/public.ts'
import type { OutboxHandler, RecurringTick } from '#platform/jobs/outbox.ts'
import type { WorkLimits } from '#platform/jobs/limits.ts'
import { createPurgeJob } from '#platform/jobs/purge.ts'
import { throttle } from '#platform/jobs/throttle.ts'
import { sendMail } from './mail.ts'

/** Handlers of the outbox by kind of message. */
export const outboxHandlers: ReadonlyMap<string, OutboxHandler> = new Map([
  ['mail', sendMail],
  ['import.check', checkImport],
  ['import.write', runImport],
])

/** Limits of work, where they are not the usual ones. */
export const workLimits: ReadonlyMap<string, Partial<WorkLimits>> = new Map([
  // A mail server may greet late, and be away for days.
  ['mail', { parallel: 4, perOrganization: 2, milliseconds: 2 * 60_000, attempts: 15 }],
  ['import.check', { milliseconds: 30 * 60_000 }],
  ['import.write', { milliseconds: 30 * 60_000 }],
])

/** Interval of jobs that go through registers entry by entry, milliseconds. */
const hour = 3_600_000
const minute = 60_000

/** Recurring work of each organisation. */
export const recurringJobs: readonly RecurringTick[] = [
  beginEditions,
  applyTransfers,
  remindLateCases,
  throttle(hour, watchExceptions),
  throttle(hour, askReviews),
  throttle(hour, runRegisterJobs),
  throttle(hour, runStocktakes),
  throttle(hour, runRounds),
  throttle(minute, sumStandingCounts),
  throttle(24 * hour, compareStandingCounts),
  throttle(hour, runMeetingJobs),
  throttle(hour, rewriteEntrySearch),
  throttle(hour, rewriteCaseSearch),
  createPurgeJob(),
]
