import { QueryClient } from '@tanstack/react-query'
import type { QueryFunction, QueryKey } from '@tanstack/react-query'
import { currentAccount, leaveToOtherPerson } from './http/account.ts'
import { isAttended } from './http/attended.ts'
import { createSend } from './http/client.ts'
import type { Method } from './http/client.ts'
import { fillParams, keyOfAddress } from './http/endpoints.ts'
import type { CallArgs, UntypedArgs, ReplyAt, UrlOf } from './http/endpoints.ts'
import { ApiProblem } from './http/problem.ts'
import { latch } from './http/latch.ts'
import { noteReply } from './http/reached.ts'
import { currentLanguage } from './i18n/index.ts'

export { everyKey, hrefOf, keyOf } from './http/endpoints.ts'
export { ApiProblem, fieldOf } from './http/problem.ts'

/** Holds requests until the person has signed in again. */
export const signInLatch = latch()
/** Holds writes until the server can be reached again. */
export const networkLatch = latch()

function readCookie(name: string): string | undefined {
  const entry = document.cookie.split('; ').find((candidate) => candidate.startsWith(`${name}=`))
  return entry === undefined ? undefined : decodeURIComponent(entry.slice(name.length + 1))
}

/** Waits 1, 2, 4 … at most 15 seconds, or until the browser reports that it is online again. */
function waitUntilReachable(attempt: number): Promise<void> {
  const seconds = Math.min(15, 2 ** (attempt - 1))
  const waiting = networkLatch.wait()
  setTimeout(networkLatch.open, seconds * 1000)
  return waiting
}
globalThis.addEventListener('online', networkLatch.open)

const send = createSend({
  fetch: async (url, init) => noteReply(await fetch(url, init)),
  // Under https the name is bound to this host.
  csrf: () => readCookie('__Host-sekisho_csrf') ?? readCookie('sekisho_csrf'),
  account: currentAccount,
  leaveToOtherPerson,
  newKey: () => crypto.randomUUID(),
  isAttended,
  language: currentLanguage,
  waitForSignIn: signInLatch.wait,
  waitUntilReachable,
})

/**
 * The API. An address is written as in the contracts, with `:name` for its parameters; its
 * parameters and its reply are typed by the contract. Every call throws `ApiProblem` when refused.
 */
export interface Api {
  get<Url extends UrlOf<'GET'>>(
    url: Url,
    ...args: CallArgs<'GET', Url>
  ): Promise<ReplyAt<'GET', Url>>
  post<Url extends UrlOf<'POST'>>(
    url: Url,
    ...args: CallArgs<'POST', Url>
  ): Promise<ReplyAt<'POST', Url>>
  put<Url extends UrlOf<'PUT'>>(
    url: Url,
    ...args: CallArgs<'PUT', Url>
  ): Promise<ReplyAt<'PUT', Url>>
  patch<Url extends UrlOf<'PATCH'>>(
    url: Url,
    ...args: CallArgs<'PATCH', Url>
  ): Promise<ReplyAt<'PATCH', Url>>
  delete<Url extends UrlOf<'DELETE'>>(
    url: Url,
    ...args: CallArgs<'DELETE', Url>
  ): Promise<ReplyAt<'DELETE', Url>>
}

/** A call without types. The contract of the address guarantees the type of the reply. */
const caller =
  (method: Method) =>
  async (url: string, args: UntypedArgs = {}): Promise<never> => {
    const { params, ifMatch, ...options } = args
    const { data } = await send<never>(method, fillParams(url, params), {
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

/** The options of `useQuery` for an address: its key and the call. */
export function queryOf<Url extends UrlOf<'GET'>>(
  url: Url,
  ...args: CallArgs<'GET', Url>
): { readonly queryKey: QueryKey; readonly queryFn: QueryFunction<ReplyAt<'GET', Url>> }
export function queryOf(
  url: string,
  args: UntypedArgs = {},
): { readonly queryKey: QueryKey; readonly queryFn: QueryFunction<never> } {
  const ask = caller('GET')
  return {
    queryKey: keyOfAddress(url, args.params, args.query),
    queryFn: ({ signal }) => ask(url, { ...args, signal }),
  }
}

/**
 * Replies stay fresh for 15 seconds. A refused query is not retried; one that could not reach the
 * server is, with growing delays.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Also without a network: some answers are kept on the device.
      networkMode: 'offlineFirst',
      retry: (count, error) => error instanceof ApiProblem && error.status === 0 && count < 5,
      retryDelay: (attempt) => Math.min(15_000, 500 * 2 ** attempt),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/**
 * Refetches the queries under these keys that are in use; the others are refetched on their next
 * use.
 */
export async function refresh(keys: readonly QueryKey[]): Promise<void> {
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}
