import type { FastifyReply } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Language } from '#kernel/words/words.ts'
import type { Action, Query } from '../gate/action.ts'
import type { Actor, Credential } from '../gate/handle.ts'
import { ask, perform } from '../gate/perform.ts'
import type { Services } from '../services.ts'

/** What a request brings, after its path and query were checked. */
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
  /** For uploads: the raw multipart request; see files.ts. */
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
  readonly scopes?: readonly string[]
  /** Opened at a shared terminal with a personal code: it reaches only the person's own work. */
  readonly limited?: boolean
  readonly credential: Credential
}

/** A route as data: the server mounts it, OpenAPI describes it, and the access tests walk it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  /** What it does, in Japanese, for OpenAPI. */
  readonly title: string
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** The schema of the answer; absent where the answer is a file or nothing. */
  readonly reply?: TSchema
  /** Media type of the answer where it is not JSON. */
  readonly produces?: string
  readonly status?: number
  /** open: nobody need be signed in · partial: a session that must still change its password or give a code · full: signed in. */
  readonly access: 'open' | 'partial' | 'full'
  /** The route takes multipart/form-data. */
  readonly upload?: boolean
  readonly rateLimit?: { readonly max: number; readonly seconds: number }
  /** Also for sessions of shared terminals. */
  readonly terminal?: true
  /** All its work is one transaction of the one who asks, which looks itself whether the session still lives: one look-up less. */
  readonly proves?: true
  handle(request: RouteRequest, services: Services): Promise<unknown>
}

type Of<S> = S extends TSchema ? Static<S> : unknown

export interface RouteParts<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | undefined,
> {
  readonly method?: Route['method']
  readonly url: string
  readonly title: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly reply?: TSchema
  readonly status?: number
  readonly access?: Route['access']
  readonly rateLimit?: Route['rateLimit']
  readonly terminal?: true
}

/** A GET that answers a query. `input` makes the query's input from the request. */
export function reads<
  I extends TSchema,
  R,
  W,
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
>(
  query: Query<I, R, W>,
  parts: RouteParts<P, Q, undefined>,
  input: (request: RouteRequest<Of<P>, Of<Q>>) => Static<I>,
): Route {
  return {
    ...parts,
    method: 'GET',
    access: parts.access ?? 'full',
    proves: true,
    handle: (request, services) =>
      ask(
        services.gate,
        request.organizationId,
        request.actor,
        query,
        input(request as RouteRequest<Of<P>, Of<Q>>),
      ),
  }
}

/** A POST, PUT, PATCH or DELETE that performs an action. */
export function writes<
  I extends TSchema,
  R,
  W,
  P extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(
  action: Action<I, R, W>,
  parts: RouteParts<P, undefined, B>,
  input: (request: RouteRequest<Of<P>, unknown, Of<B>>) => unknown,
): Route {
  return {
    ...parts,
    method: parts.method ?? 'POST',
    access: parts.access ?? 'full',
    proves: true,
    handle: (request, services) =>
      perform(
        services.gate,
        request.organizationId,
        request.actor,
        action,
        input(request as RouteRequest<Of<P>, unknown, Of<B>>),
        request.idempotencyKey ? { idempotencyKey: request.idempotencyKey } : {},
      ),
  }
}
