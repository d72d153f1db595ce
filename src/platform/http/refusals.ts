import Type from 'typebox'
import { ProblemError } from '#kernel/problems/index.ts'
import { strangeCredential } from '../auth/strangers.ts'
import type { Credential } from '../gate/transaction.ts'
import { defineAction } from '../gate/action.ts'
import { performAction } from '../gate/perform.ts'
import type { Services } from '../services.ts'
import { Budget } from './refusalBudget.ts'
import type { Route, Session } from './route.ts'

/** Rows in the journal for refused requests of one account in a minute; more are only counted. */
export const refusalsPerMinute = 10
/** Rows for requests with an unusable credential in an hour: of one address, and of all. */
export const strangersPerHour = { address: 10, organization: 60 } as const
const minute = 60_000
const hour = 60 * minute

/** A request that was refused. */
const recordRefusal = defineAction({
  name: 'request.refuse',
  title: { ja: '断られた', en: 'Was refused' },
  input: Type.Object({
    route: Type.String(),
    code: Type.String(),
    record: Type.Optional(Type.Record(Type.String(), Type.String())),
    credential: Type.Optional(Type.Enum(['session', 'token'])),
    address: Type.Optional(Type.String()),
    more: Type.Integer(),
  }),
  authorise: () => undefined,
  run: (_tx, { route, more, ...detail }) =>
    Promise.resolve({
      result: undefined,
      event: {
        subject: { kind: 'request', id: route },
        detail: { ...detail, ...(more > 0 ? { more } : {}) },
      },
    }),
})

interface Budgets {
  readonly accounts: Budget
  readonly addresses: Budget
  readonly organizations: Budget
}

const budgetsOfServices = new WeakMap<Services, Budgets>()

function budgetsOf(services: Services): Budgets {
  const existing = budgetsOfServices.get(services)
  if (existing) return existing
  const budgets = {
    accounts: new Budget(refusalsPerMinute, minute),
    addresses: new Budget(strangersPerHour.address, hour),
    organizations: new Budget(strangersPerHour.organization, hour),
  }
  budgetsOfServices.set(services, budgets)
  return budgets
}

/** A request as far as it was understood when it was refused. */
interface RefusedRequest {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/**
 * Writes into the journal that a request was refused because its sender may not do this or see the
 * record, or because a file is not what was stored. Where that fails, the log says so.
 */
export async function noteRefusal(
  error: unknown,
  route: Route,
  session: Session | undefined,
  request: RefusedRequest,
  services: Services,
): Promise<void> {
  if (!session || !(error instanceof ProblemError)) return
  const { status, code } = error.problem
  const record = recordOf(request)
  const isForeign = status === 404 && Object.keys(record).length > 0
  if (status !== 403 && !isForeign && code !== 'file-altered') return
  const now = services.environment.monotonic()
  const more = budgetsOf(services).accounts.take(session.accountId, now)
  if (more === undefined) return
  await write(services, session.organizationId, route, {
    actor: {
      kind: 'person',
      personId: session.personId,
      accountId: session.accountId,
      administrator: session.administrator,
    },
    detail: { code, record, more },
  })
}

/**
 * Writes into the journal of the organisation that a session or token names that it is not one of
 * this organisation, or that the token has ended. Sessions that have ended are not noted: every
 * page that is left open sends one.
 */
export async function noteStranger(
  kind: Credential['kind'],
  secret: string | undefined,
  address: string,
  route: Route,
  services: Services,
): Promise<void> {
  const { addresses, organizations } = budgetsOf(services)
  const organizationId = await strangeCredential(services.gate, kind, secret)
  if (organizationId === undefined) return
  const now = services.environment.monotonic()
  if (addresses.take(`${organizationId} ${address}`, now) === undefined)
    return organizations.count(organizationId, now)
  const more = organizations.take(organizationId, now)
  if (more === undefined) return
  await write(services, organizationId, route, {
    actor: { kind: 'program', name: 'nobody' },
    detail: { code: 'signed-out', credential: kind, address, more },
  })
}

async function write(
  { gate, log }: Services,
  organizationId: string,
  route: Route,
  {
    actor,
    detail,
  }: {
    readonly actor:
      | { kind: 'program'; name: string }
      | { kind: 'person'; personId: string; accountId: string; administrator: boolean }
    readonly detail: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  try {
    await performAction(gate, organizationId, { ...actor, withoutEdition: true }, recordRefusal, {
      route: `${route.method} ${route.url}`,
      ...detail,
    })
  } catch (failure) {
    log.error({ err: failure, route: route.url }, 'a refusal was not recorded')
  }
}

const longestValue = 100
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** How many ids of a body are named, and how deep they may lie. */
const most = { ids: 5, depth: 4 } as const

/** The records that a request names: by its path, or else by the ids in its query and body. */
function recordOf({ params, query, body }: RefusedRequest): Record<string, string> {
  const named = Object.entries((params ?? {}) as Record<string, unknown>).map(
    ([name, value]): [string, string] => [name, String(value).slice(0, longestValue)],
  )
  if (named.length > 0) return Object.fromEntries(named)
  return Object.fromEntries(
    [...idsIn({ ...asObject(query), ...asObject(body) })].slice(0, most.ids),
  )
}

const asObject = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {}

function* idsIn(value: object, path = '', depth = 1): Generator<[string, string]> {
  for (const [name, child] of Object.entries(value) as [string, unknown][]) {
    const at = path === '' ? name : `${path}/${name}`.slice(0, longestValue)
    if (typeof child === 'string' && uuid.test(child)) yield [at, child]
    else if (typeof child === 'object' && child !== null && depth < most.depth)
      yield* idsIn(child, at, depth + 1)
  }
}
