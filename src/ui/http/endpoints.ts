import type {
  BodyOf,
  ParamsOf,
  QueryOf,
  ReadonlyDeep,
  ReplyOf,
} from '#kernel/contracts/endpoint.ts'
import { urlOf } from './client.ts'
import type { Method, RequestOptions } from './client.ts'

/** The endpoints of the program by `METHOD /address`. Empty here: `src/apps/endpoints.ts` fills it in from the contracts of all features,
 * for the compiler only. No schema of a contract reaches the pages. */
export interface Endpoints {}

/** The addresses that take a method. */
export type UrlOf<M extends Method> = {
  [K in keyof Endpoints]: K extends `${M} ${infer Url}` ? Url : never
}[keyof Endpoints]

type EndpointAt<M extends Method, Url extends string> = `${M} ${Url}` extends keyof Endpoints
  ? Endpoints[`${M} ${Url}`]
  : never

/** What an address answers. */
export type ReplyAt<M extends Method, Url extends string> = ReplyOf<EndpointAt<M, Url>>

/** One part of a request: absent where the endpoint has none, optional where nothing in it is required. */
type Part<Name extends string, Value> = [Value] extends [undefined]
  ? unknown
  : Partial<Value> extends Value
    ? { readonly [N in Name]?: ReadonlyDeep<Value> }
    : { readonly [N in Name]: ReadonlyDeep<Value> }

type Sent<E> = E extends { readonly upload: true } ? FormData : BodyOf<E>

/** What is said beside the address, whatever the endpoint. */
interface CallOptions extends Pick<
  RequestOptions,
  'idempotencyKey' | 'signal' | 'throwWhenUnreachable' | 'throwWhenSignedOut'
> {
  /** The version that was read, for an edit that must not overwrite another's. */
  readonly ifMatch?: number
}

type Optionally<Given> = object extends Given ? [given?: Given] : [given: Given]

/** What a call of an endpoint is given beside its address; nothing need be given where nothing is required. */
export type CallArgs<M extends Method, Url extends string> = Optionally<
  Part<'params', ParamsOf<EndpointAt<M, Url>>> &
    Part<'query', QueryOf<EndpointAt<M, Url>>> &
    Part<'body', Sent<EndpointAt<M, Url>>> &
    CallOptions
>

/** What of parameters is known, for a key that stands for all addresses below. */
export type KnownParams<Url extends string> = Partial<ParamsOf<EndpointAt<'GET', Url>>>

/** A call with its types left aside: what the client works with inside. */
export interface LooseCall extends CallOptions {
  readonly params?: Readonly<Record<string, string | undefined>>
  readonly query?: RequestOptions['query']
  readonly body?: unknown
}

/** The address with its parameters filled in. */
export function filled(url: string, params: LooseCall['params'] = {}): string {
  return url.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** The key of what an address answers: its parts one by one, so that the key of `/api/cases` stands for every case too. Ends before the
 * first parameter that is not given. */
export function keyOfAddress(
  url: string,
  params: LooseCall['params'] = {},
  query: RequestOptions['query'] = {},
): readonly unknown[] {
  const parts = url.split('/').slice(1)
  const open = parts.findIndex(
    (part) => part.startsWith(':') && params[part.slice(1)] === undefined,
  )
  const known = (open === -1 ? parts : parts.slice(0, open)).map((part) =>
    part.startsWith(':') ? params[part.slice(1)] : part,
  )
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  return asked.length === 0 ? known : [...known, Object.fromEntries(asked)]
}

/** The address of a file or an answer, for a link. */
export const hrefOf: <Url extends UrlOf<'GET'>>(
  url: Url,
  ...given: CallArgs<'GET', Url>
) => string = (url: string, { params, query }: LooseCall = {}) => urlOf(filled(url, params), query)

/** The key under which an answer is kept. Without some or all parameters it stands for everything at and below the address. */
export function keyOf<Url extends UrlOf<'GET'>>(
  url: Url,
  params?: KnownParams<Url>,
): readonly unknown[]
export function keyOf(url: string, params?: LooseCall['params']): readonly unknown[] {
  return keyOfAddress(url, params)
}

/** The key of everything that the API has answered. */
export const everyKey: readonly unknown[] = ['api']
