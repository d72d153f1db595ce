import { QueryClient } from '@tanstack/react-query'
import { attended } from './http/attended.ts'
import { createSend } from './http/client.ts'
import type { Answer, RequestOptions } from './http/client.ts'
import { ApiProblem } from './http/problem.ts'
import { gate } from './http/signals.ts'
import { shown } from './i18n/index.ts'

export { ApiProblem, fieldOf } from './http/problem.ts'
export type { ApiFault, ApiGround } from './http/problem.ts'
export type { Answer, RequestOptions } from './http/client.ts'

/** Requests that wait until the person has signed in again. */
export const signInGate = gate()
/** Writes that wait until the server can be reached again. */
export const networkGate = gate()

function cookie(name: string): string | undefined {
  const pair = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`))
  return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1))
}

/** Waits 1, 2, 4 … at most 15 seconds, less when the browser says it is online again. */
function whenReachable(attempt: number): Promise<void> {
  const seconds = Math.min(15, 2 ** (attempt - 1))
  const waiting = networkGate.pass()
  setTimeout(networkGate.open, seconds * 1000)
  return waiting
}
globalThis.addEventListener('online', networkGate.open)

const send = createSend({
  fetch: (url, init) => fetch(url, init),
  csrf: () => cookie('sekisho_csrf'),
  newKey: () => crypto.randomUUID(),
  attended,
  language: shown,
  signInAgain: signInGate.pass,
  whenReachable,
})

/** The API. Paths begin with `/api`; every call throws `ApiProblem` when refused. `read` also gives the ETag for a later `ifMatch`. */
export const api = {
  get: async <T>(path: string, options?: RequestOptions): Promise<T> =>
    (await send<T>('GET', path, options)).data,
  read: <T>(path: string, options?: RequestOptions): Promise<Answer<T>> =>
    send<T>('GET', path, options),
  post: async <T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> =>
    (await send<T>('POST', path, { ...options, body })).data,
  put: async <T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> =>
    (await send<T>('PUT', path, { ...options, body })).data,
  patch: async <T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> =>
    (await send<T>('PATCH', path, { ...options, body })).data,
  delete: async <T>(path: string, options?: RequestOptions): Promise<T> =>
    (await send<T>('DELETE', path, options)).data,
} as const

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
