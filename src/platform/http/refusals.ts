import Type from 'typebox'
import { ProblemError } from '#kernel/problems/index.ts'
import { defineAction } from '../gate/action.ts'
import { performAction } from '../gate/perform.ts'
import type { Services } from '../services.ts'
import type { Route, RouteRequest } from './route.ts'

/** Rows in the journal for refused requests of one account in a minute; more are only counted. */
export const refusalsPerMinute = 10
const minute = 60_000

/** A request that was refused to somebody who is signed in. */
const recordRefusal = defineAction({
  name: 'request.refuse',
  title: { ja: '断られた', en: 'Was refused' },
  input: Type.Object({
    route: Type.String(),
    code: Type.String(),
    record: Type.Record(Type.String(), Type.String()),
    more: Type.Integer(),
  }),
  authorise: () => undefined,
  run: (_tx, { route, code, record, more }) =>
    Promise.resolve({
      result: undefined,
      event: {
        subject: { kind: 'request', id: route },
        detail: { code, record, ...(more > 0 ? { more } : {}) },
      },
    }),
})

interface Spent {
  readonly since: number
  rows: number
  /** Refusals that got no row, since the last row. */
  uncounted: number
}

/** How many rows each account has left. Accounts that were quiet for a minute are forgotten. */
class RefusalBudget {
  readonly #spent = new Map<string, Spent>()

  /**
   * The number of refusals that got no row since the last one, where this one gets a row; undefined
   * where it gets none.
   */
  take(account: string, now: number): number | undefined {
    const before = this.#spent.get(account)
    const renewed = !before || now - before.since >= minute
    const spent = renewed ? { since: now, rows: 0, uncounted: before?.uncounted ?? 0 } : before
    if (renewed) {
      for (const [other, { since, uncounted }] of this.#spent)
        if (now - since >= minute && uncounted === 0) this.#spent.delete(other)
      this.#spent.set(account, spent)
    }
    if (spent.rows >= refusalsPerMinute) {
      spent.uncounted += 1
      return undefined
    }
    spent.rows += 1
    const { uncounted } = spent
    spent.uncounted = 0
    return uncounted
  }
}

const budgets = new WeakMap<Services, RefusalBudget>()

function budgetOf(services: Services): RefusalBudget {
  const existing = budgets.get(services)
  if (existing) return existing
  const budget = new RefusalBudget()
  budgets.set(services, budget)
  return budget
}

/**
 * Writes into the journal that a request was refused because its sender may not do this or see the
 * record, or because a file is not what was stored. Where that fails, the log says so.
 */
export async function noteRefusal(
  error: unknown,
  route: Route,
  request: RouteRequest,
  services: Services,
): Promise<void> {
  const { session } = request
  if (!session || !(error instanceof ProblemError)) return
  const { status, code } = error.problem
  const record = recordOf(request.params)
  const isForeign = status === 404 && Object.keys(record).length > 0
  if (status !== 403 && !isForeign && code !== 'file-altered') return
  const more = budgetOf(services).take(session.accountId, services.environment.monotonic())
  if (more === undefined) return
  try {
    await performAction(
      services.gate,
      session.organizationId,
      {
        kind: 'person',
        personId: session.personId,
        accountId: session.accountId,
        administrator: session.administrator,
        withoutEdition: true,
      },
      recordRefusal,
      { route: `${route.method} ${route.url}`, code, record, more },
    )
  } catch (failure) {
    services.log.error({ err: failure, route: route.url }, 'a refusal was not recorded')
  }
}

const longestValue = 100

function recordOf(params: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((params ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      String(value).slice(0, longestValue),
    ]),
  )
}
