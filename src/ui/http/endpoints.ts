import type {
  BodyOf,
  ParamsOf,
  QueryOf,
  ReadonlyDeep,
  ReplyOf,
} from '#kernel/contracts/endpoint.ts'
import { urlOf } from './client.ts'
import type { Method, RequestOptions } from './client.ts'

/**
 * The endpoints of the program by `METHOD /address`. Empty here: `src/apps/endpoints.ts` adds the
 * contracts of all features, as types only. No schema of a contract reaches the pages.
 */
export interface Endpoints {}

/** The addresses that accept a method. */
export type UrlOf<M extends Method> = {
  [K in keyof Endpoints]: K extends `${M} ${infer Url}` ? Url : never
}[keyof Endpoints]

type EndpointAt<M extends Method, Url extends string> = `${M} ${Url}` extends keyof Endpoints
  ? Endpoints[`${M} ${Url}`]
  : never

/** The type of the reply of an address. */
export type ReplyAt<M extends Method, Url extends string> = ReplyOf<EndpointAt<M, Url>>

/**
 * A part of a request: absent where the endpoint has none, optional where nothing in it is
 * required.
 */
type Part<Name extends string, Value> = [Value] extends [undefined]
  ? unknown
  : Partial<Value> extends Value
    ? { readonly [N in Name]?: ReadonlyDeep<Value> }
    : { readonly [N in Name]: ReadonlyDeep<Value> }

type Sent<E> = E extends { readonly upload: true } ? FormData : BodyOf<E>

/** The options of a call that do not depend on the endpoint. */
interface CallOptions extends Pick<
  RequestOptions,
  'idempotencyKey' | 'signal' | 'throwWhenUnreachable' | 'throwWhenSignedOut'
> {}

/** The version that was read, where the endpoint changes what another may have changed. */
type Version<E> = E extends { readonly ifMatch: true } ? { readonly ifMatch: number } : unknown

type Optionally<Args> = object extends Args ? [args?: Args] : [args: Args]

/** The arguments of a call besides its address; optional where nothing is required. */
export type CallArgs<M extends Method, Url extends string> = Optionally<
  Part<'params', ParamsOf<EndpointAt<M, Url>>> &
    Part<'query', QueryOf<EndpointAt<M, Url>>> &
    Part<'body', Sent<EndpointAt<M, Url>>> &
    Version<EndpointAt<M, Url>> &
    CallOptions
>

/** Some of the parameters of an address, for a key that covers all addresses below. */
export type SomeParams<Url extends string> = Partial<ParamsOf<EndpointAt<'GET', Url>>>

/** The untyped arguments of a call, for use inside the client. */
export interface UntypedArgs extends CallOptions {
  readonly ifMatch?: number
  readonly params?: Readonly<Record<string, string | undefined>>
  readonly query?: RequestOptions['query']
  readonly body?: unknown
}

/** The address with its parameters filled in. */
export function fillParams(url: string, params: UntypedArgs['params'] = {}): string {
  return url.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
}

/**
 * The query key of an address: its parts as separate items, so that the key of `/api/cases` also
 * matches every case. It ends before the first missing parameter.
 */
export function keyOfAddress(
  url: string,
  params: UntypedArgs['params'] = {},
  query: RequestOptions['query'] = {},
): readonly unknown[] {
  const parts = url.split('/').slice(1)
  const missing = parts.findIndex(
    (part) => part.startsWith(':') && params[part.slice(1)] === undefined,
  )
  const keyParts = (missing === -1 ? parts : parts.slice(0, missing)).map((part) =>
    part.startsWith(':') ? params[part.slice(1)] : part,
  )
  const queryValues = Object.entries(query).filter(([, value]) => value !== undefined)
  return queryValues.length === 0 ? keyParts : [...keyParts, Object.fromEntries(queryValues)]
}

/** The address of a file or a reply, for a link. */
export const hrefOf: <Url extends UrlOf<'GET'>>(
  url: Url,
  ...args: CallArgs<'GET', Url>
) => string = (url: string, { params, query }: UntypedArgs = {}) =>
  urlOf(fillParams(url, params), query)

/**
 * The query key of an address. Without some or all parameters it matches everything at and below
 * it.
 */
export function keyOf<Url extends UrlOf<'GET'>>(
  url: Url,
  params?: SomeParams<Url>,
): readonly unknown[]
export function keyOf(url: string, params?: UntypedArgs['params']): readonly unknown[] {
  return keyOfAddress(url, params)
}

/** The query key that matches every reply of the API. */
export const everyKey: readonly unknown[] = ['api']
