import { QueryClient } from '@tanstack/react-query'
import type { QueryFunction, QueryKey } from '@tanstack/react-query'
import { isAttended } from './http/attended.ts'
import { createSend } from './http/client.ts'
import type { Method } from './http/client.ts'
import { filled, keyOfAddress } from './http/endpoints.ts'
import type { CallArgs, LooseCall, ReplyAt, UrlOf } from './http/endpoints.ts'
import { ApiProblem } from './http/problem.ts'
import { latch } from './http/latch.ts'
import { shown } from './i18n/index.ts'

export { everyKey, hrefOf, keyOf } from './http/endpoints.ts'
export { ApiProblem, fieldOf } from './http/problem.ts'

/** Requests that wait until the person has signed in again. */
export const signInLatch = latch()
/** Writes that wait until the server can be reached again. */
export const networkLatch = latch()

function readCookie(name: string): string | undefined {
  const entry = document.cookie.split('; ').find((candidate) => candidate.startsWith(`${name}=`))
  return entry === undefined ? undefined : decodeURIComponent(entry.slice(name.length + 1))
}

/** Waits 1, 2, 4 … at most 15 seconds, less when the browser says it is online again. */
function waitUntilReachable(attempt: number): Promise<void> {
  const seconds = Math.min(15, 2 ** (attempt - 1))
  const waiting = networkLatch.wait()
  setTimeout(networkLatch.open, seconds * 1000)
  return waiting
}
globalThis.addEventListener('online', networkLatch.open)

const send = createSend({
  fetch: (url, init) => fetch(url, init),
  csrf: () => readCookie('sekisho_csrf'),
  newKey: () => crypto.randomUUID(),
  isAttended,
  language: shown,
  waitForSignIn: signInLatch.wait,
  waitUntilReachable,
})

/** The API. An address is written as the contracts name it, with `:name` for its parameters; the compiler knows all of them, what each is
 * given and what it answers. Every call throws `ApiProblem` when refused. */
export interface Api {
  get<Url extends UrlOf<'GET'>>(
    url: Url,
    ...given: CallArgs<'GET', Url>
  ): Promise<ReplyAt<'GET', Url>>
  post<Url extends UrlOf<'POST'>>(
    url: Url,
    ...given: CallArgs<'POST', Url>
  ): Promise<ReplyAt<'POST', Url>>
  put<Url extends UrlOf<'PUT'>>(
    url: Url,
    ...given: CallArgs<'PUT', Url>
  ): Promise<ReplyAt<'PUT', Url>>
  patch<Url extends UrlOf<'PATCH'>>(
    url: Url,
    ...given: CallArgs<'PATCH', Url>
  ): Promise<ReplyAt<'PATCH', Url>>
  delete<Url extends UrlOf<'DELETE'>>(
    url: Url,
    ...given: CallArgs<'DELETE', Url>
  ): Promise<ReplyAt<'DELETE', Url>>
}

/** A call without types; what it answers is promised by the contract. */
const caller =
  (method: Method) =>
  async (url: string, given: LooseCall = {}): Promise<never> => {
    const { params, ifMatch, ...options } = given
    const { data } = await send<never>(method, filled(url, params), {
      ...options,
      ...(ifMatch === undefined ? {} : { ifMatch: `"${ifMatch}"` }),
    })
    return data
  }

export const api: Api = {
  get: caller('GET'),
  post: caller('POST'),
  put: caller('PUT'),
  patch: caller('PATCH'),
  delete: caller('DELETE'),
}

/** What `useQuery` is given to ask an address: its key and the call. */
export function queryOf<Url extends UrlOf<'GET'>>(
  url: Url,
  ...given: CallArgs<'GET', Url>
): { readonly queryKey: QueryKey; readonly queryFn: QueryFunction<ReplyAt<'GET', Url>> }
export function queryOf(
  url: string,
  given: LooseCall = {},
): { readonly queryKey: QueryKey; readonly queryFn: QueryFunction<never> } {
  const ask = caller('GET')
  return {
    queryKey: keyOfAddress(url, given.params, given.query),
    queryFn: ({ signal }) => ask(url, { ...given, signal }),
  }
}

/** Answers stay fresh for 15 seconds; a refusal is not asked again, a dead connection is, with growing pauses. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => error instanceof ApiProblem && error.status === 0 && count < 5,
      retryDelay: (attempt) => Math.min(15_000, 500 * 2 ** attempt),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Reads anew what is on the screen of these keys; what is not on the screen is read anew when it comes back. */
export async function refresh(keys: readonly QueryKey[]): Promise<void> {
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}
