import type { Language } from '../i18n/texts.ts'
import { OtherPerson } from './otherPerson.ts'
import { otherPerson, otherPersonProblem, problemFrom } from './problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The environment of the client; a test provides its own. */
export interface ClientEnvironment {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** The value of the readable CSRF cookie, or undefined before a session. */
  readonly csrf: () => string | undefined
  readonly newKey: () => string
  /** The account for which the page makes its requests; undefined before a session was read. */
  readonly account: () => string | undefined
  /** Called when the server says that the session is another person's than the page believes. */
  readonly leaveToOtherPerson: () => void
  /** The language of the screen, in which the server writes its texts. */
  readonly language: () => Language
  /**
   * Whether somebody has used the page lately: requests of an unattended page keep no session
   * alive.
   */
  readonly isAttended: () => boolean
  /**
   * Called when the session has ended. Resolves when the person has signed in again, rejects when
   * they give up, and with `OtherPerson` when another person has signed in.
   */
  readonly waitForSignIn: () => Promise<void>
  /** Called when the server cannot be reached; resolves when a retry is worthwhile. */
  readonly waitUntilReachable: (attempt: number) => Promise<void>
}

export interface RequestOptions {
  /** Query parameters; undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  /**
   * The ETag of the version that was read, for an edit that must not overwrite another person's.
   */
  readonly ifMatch?: string
  /** The idempotency key, the same for every retry; by default each write gets a new key. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /**
   * True for a write that is not worth waiting for (drafts): an unreachable server throws at once.
   */
  readonly throwWhenUnreachable?: boolean
  /**
   * True for requests about the session itself: there a 401 is a reply, not the end of a session.
   */
  readonly throwWhenSignedOut?: boolean
}

/** A reply with its ETag (for `ifMatch`). */
interface ApiResponse<T> {
  readonly data: T
  readonly etag: string | undefined
  readonly status: number
}

export type Send = <T>(
  method: Method,
  path: string,
  options?: RequestOptions,
) => Promise<ApiResponse<T>>

/** `/api/x` with its query; undefined values are left out. */
export function urlOf(path: string, query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, String(value))
  const queryString = search.toString()
  return queryString === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${queryString}`
}

function requestInit(
  method: Method,
  options: RequestOptions,
  key: string | undefined,
  csrf: string | undefined,
  isAttended: boolean,
  language: Language,
  account: string | undefined,
): RequestInit {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': language,
  }
  if (account !== undefined) headers['x-sekisho-account'] = account
  if (!isAttended) headers['x-sekisho-unattended'] = '1'
  let body: RequestInit['body']
  if (options.body instanceof FormData || options.body instanceof Blob) body = options.body
  else if (options.body !== undefined) {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(options.body)
  }
  if (method !== 'GET' && csrf !== undefined) headers['x-sekisho-csrf'] = csrf
  if (key !== undefined) headers['idempotency-key'] = key
  if (options.ifMatch !== undefined) headers['if-match'] = options.ifMatch
  return {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body }),
    ...(options.signal ? { signal: options.signal } : {}),
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Makes the function through which every request to the API goes. A write that meets an unreachable
 * server or an ended session waits and is sent again with the same idempotency key: nothing typed
 * is lost, nothing is done twice. It goes out in the name of whom it was made for, or not at all.
 * Throws `ApiProblem`.
 */
export function createSend(environment: ClientEnvironment): Send {
  return async <T>(
    method: Method,
    path: string,
    options: RequestOptions = {},
  ): Promise<ApiResponse<T>> => {
    const key = method === 'GET' ? undefined : (options.idempotencyKey ?? environment.newKey())
    const url = urlOf(path, options.query)
    const account = environment.account()
    for (let attempt = 1; ; attempt += 1) {
      let response: Response
      try {
        response = await environment.fetch(
          url,
          requestInit(
            method,
            options,
            key,
            environment.csrf(),
            environment.isAttended(),
            environment.language(),
            account,
          ),
        )
      } catch (error) {
        if (options.signal?.aborted === true) throw error
        if (method === 'GET' || options.throwWhenUnreachable === true)
          throw problemFrom(0, undefined, environment.language())
        await environment.waitUntilReachable(attempt)
        continue
      }
      if (response.status === 401 && options.throwWhenSignedOut !== true) {
        const problem = problemFrom(401, await readBody(response), environment.language())
        try {
          await environment.waitForSignIn()
        } catch (error) {
          throw error instanceof OtherPerson ? otherPersonProblem(environment.language()) : problem
        }
        continue
      }
      const body = await readBody(response)
      if (!response.ok) {
        const problem = problemFrom(response.status, body, environment.language())
        if (problem.code === otherPerson) environment.leaveToOtherPerson()
        throw problem
      }
      return {
        data: body as T,
        etag: response.headers.get('etag') ?? undefined,
        status: response.status,
      }
    }
  }
}
