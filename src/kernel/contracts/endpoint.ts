import type { Static, TSchema } from 'typebox'

/**
 * One address of the API as data: server routes are made from it, OpenAPI describes it, and the
 * client infers its types from it.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The path, with `:name` for each of its parameters. */
  readonly url: `/api/${string}`
  /** What it does, in Japanese, for OpenAPI. */
  readonly title: string
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** It changes what another may have changed: the version that was read comes in If-Match. */
  readonly ifMatch?: true
  /** The body is multipart/form-data with one file. */
  readonly upload?: true
  /**
   * The schema of a JSON answer. Without `reply` and without `produces` the answer is empty (204).
   */
  readonly reply?: TSchema
  /** Where there is nothing, the answer is empty (204) instead. */
  readonly mayBeEmpty?: true
  /** The media type of an answer that is a file. */
  readonly produces?: string
  /** The status of success; 200 unless given. */
  readonly status?: number
}

/** Declares an endpoint, with its method and address as literal types. */
export function endpoint<const E extends Endpoint>(given: E): E {
  return given
}

type StaticAt<E, Part extends string> = E extends { readonly [P in Part]: infer Schema }
  ? Schema extends TSchema
    ? Static<Schema>
    : undefined
  : undefined

export type ParamsOf<E> = StaticAt<E, 'params'>
export type QueryOf<E> = StaticAt<E, 'query'>
export type BodyOf<E> = StaticAt<E, 'body'>
/** What a JSON answer holds; undefined where the answer is empty or a file. */
export type ReplyOf<E> =
  | StaticAt<E, 'reply'>
  | (E extends { readonly mayBeEmpty: true } ? undefined : never)

/**
 * The same value with nothing in it to be changed: what a server may answer and a client may send.
 */
export type ReadonlyDeep<T> = T extends readonly unknown[]
  ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
    : T

/** The endpoints of a feature by `METHOD /address`. */
export type ByAddress<Endpoints extends Readonly<Record<string, Endpoint>>> = {
  [K in keyof Endpoints as `${Endpoints[K]['method']} ${Endpoints[K]['url']}`]: Endpoints[K]
}
