import type { FastifyReply } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type {
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
  ReadonlyDeep,
  ReplyOf,
} from '#kernel/contracts/endpoint.ts'
import type { Language } from '#kernel/words/words.ts'
import type { Action, Query } from '../gate/action.ts'
import { validateInput } from '../gate/validateInput.ts'
import type { Actor, Credential } from '../gate/transaction.ts'
import { runQuery, performAction } from '../gate/perform.ts'
import type { Services } from '../services.ts'
import type { FileResponse } from './fileAnswer.ts'

/** A request, after its path and query were checked. */
export interface RouteRequest<Params = unknown, QueryString = unknown, Body = unknown> {
  readonly params: Params
  readonly query: QueryString
  readonly body: Body
  readonly organizationId: string
  readonly actor: Actor
  readonly session?: Session
  /** The version in If-Match, if there is one. */
  readonly ifMatch?: number
  readonly idempotencyKey?: string
  /** The language that Accept-Language prefers. */
  readonly language: Language
  readonly address: string
  readonly agent: string
  readonly signal: AbortSignal
  /** For uploads: the raw multipart request; see upload.ts. */
  readonly reply: FastifyReply
}

export interface Session {
  readonly id: string
  readonly organizationId: string
  readonly accountId: string
  readonly personId: string
  readonly administrator: boolean
  readonly mustChange: boolean
  readonly strength: 'password' | 'full'
  readonly csrfToken: string
  /** The account has a second factor. */
  readonly hasFactor: boolean
  /** The pack asks a second factor of the person, and the account has none. */
  readonly factorWanted: boolean
  readonly scopes?: readonly string[]
  /** Opened at a shared terminal with a personal code: it reaches only the person's own tasks. */
  readonly limited?: boolean
  readonly credential: Credential
}

/**
 * A route as data: an endpoint, who may reach it, and its handler. The server mounts it, OpenAPI
 * describes it, and the access tests go through all of them.
 */
export interface Route extends Endpoint, RouteOptions {
  readonly access: Access
  /**
   * The handler is one transaction of the acting person, which verifies the session itself: one
   * look-up less.
   */
  readonly verifiesCredential?: true
  /** Its answer is read on a screen, in the language of the person. */
  readonly shown?: true
  handle(request: RouteRequest, services: Services): Promise<unknown>
}

/**
 * open: without signing in · partial: also a session that must still change its password or give a
 * code · factor: signed in, also without the second factor that the pack asks for · full: signed in,
 * and nothing is missing.
 */
type Access = 'open' | 'partial' | 'factor' | 'full'

export interface RouteOptions {
  /** `full` unless given. */
  readonly access?: Access
  /** Requests from one address; with `each`, also those about one value of a path parameter. */
  readonly rateLimit?: {
    readonly max: number
    readonly seconds: number
    readonly each?: { readonly param: string; readonly max: number }
  }
  /** Also for sessions of shared terminals. */
  readonly terminal?: true
  /**
   * Works even where the edition in force cannot be read: signing in, the editions, the journal.
   */
  readonly withoutEdition?: true
}

/** A request with parts typed by the endpoint. */
export type RequestOf<E extends Endpoint> = RouteRequest<ParamsOf<E>, QueryOf<E>, BodyOf<E>> &
  (E extends { readonly ifMatch: true } ? { readonly ifMatch: number } : unknown)

/**
 * What the handler of an endpoint must return: a value that its reply schema describes, a file, or
 * nothing.
 */
export type AnswerOf<E extends Endpoint> = E extends { readonly produces: string }
  ? FileResponse
  : E extends { readonly reply: TSchema }
    ? ReadonlyDeep<ReplyOf<E>>
    : void

/** A GET, or a POST that changes nothing, that runs a query. `input` makes the query's input. */
export function queryRoute<I extends TSchema, W, const E extends Endpoint>(
  query: Query<I, AnswerOf<E>, W>,
  endpoint: E,
  input: (request: RequestOf<E>) => ReadonlyDeep<Static<I>>,
  options: RouteOptions = {},
): Route {
  return {
    ...transactionRoute(endpoint, options, (request, { gate }) =>
      runQuery(gate, request.organizationId, request.actor, query, input(request)),
    ),
    ...shownUnlessFile(endpoint),
  }
}

/** A POST, PUT, PATCH or DELETE that performs an action, which checks the input itself. */
export function actionRoute<I extends TSchema, W, const E extends Endpoint>(
  action: Action<I, AnswerOf<E>, W>,
  endpoint: E,
  input: (request: RequestOf<E>) => ReadonlyDeep<Static<I>>,
  options: RouteOptions = {},
): Route {
  return transactionRoute(endpoint, options, (request, { gate }) => {
    const { organizationId, actor, idempotencyKey } = request
    const key = idempotencyKey ? { idempotencyKey } : {}
    return performAction(gate, organizationId, actor, action, input(request), key)
  })
}

/**
 * A route whose work is one transaction. The server checks its path and query against the endpoint
 * before `handle`; a query or an action checks its input itself.
 */
function transactionRoute<E extends Endpoint>(
  endpoint: E,
  options: RouteOptions,
  handle: (request: RequestOf<E>, services: Services) => Promise<unknown>,
): Route {
  return {
    ...endpoint,
    ...options,
    access: options.access ?? 'full',
    verifiesCredential: true,
    handle: (request, services) => handle(request as RequestOf<E>, services),
  }
}

/**
 * A route with a handler of its own: files, sessions, several transactions. Its body is checked
 * before the handler runs.
 */
export function route<const E extends Endpoint>(
  endpoint: E,
  handle: (request: RequestOf<E>, services: Services) => Promise<AnswerOf<E>>,
  options: RouteOptions = {},
): Route {
  const { body } = endpoint
  return {
    ...endpoint,
    ...options,
    ...(endpoint.method === 'GET' ? shownUnlessFile(endpoint) : {}),
    access: options.access ?? 'full',
    handle: async (request, services) =>
      handle(
        (body === undefined
          ? request
          : { ...request, body: validateInput(body, request.body ?? {}) }) as RequestOf<E>,
        services,
      ),
  }
}

/** Files go on to others, whose language is not known. */
function shownUnlessFile({ produces }: Endpoint): { readonly shown?: true } {
  return produces === undefined ? { shown: true } : {}
}
