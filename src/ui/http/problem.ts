import type { Language, Words } from '../i18n/texts.ts'

/** A fault at one place of the request; `at` is a JSON pointer into the request body. */
export interface ApiFault {
  readonly at: string
  readonly detail: string
}

/** The ground of a refusal. */
export interface ApiGround {
  readonly provision: string
  readonly rule?: string
}

/** The body of a refusal (RFC 9457, with the members of the problem catalogue). */
export interface ProblemBody {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly faults?: readonly ApiFault[]
  /** Faults that the answer leaves out. */
  readonly moreFaults?: number
  readonly grounds?: readonly ApiGround[]
  readonly params?: Readonly<Record<string, unknown>>
}

/**
 * The error that every call of the API throws when the server refuses. `code` is that of the
 * catalogue, or `unreachable` when there was no reply.
 */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly faults: readonly ApiFault[]
  readonly moreFaults: number
  readonly grounds: readonly ApiGround[]
  readonly params: Readonly<Record<string, unknown>>

  constructor(body: ProblemBody) {
    super(body.detail)
    this.name = 'ApiProblem'
    this.code = body.code
    this.status = body.status
    this.title = body.title
    this.detail = body.detail
    this.faults = body.faults ?? []
    this.moreFaults = body.moreFaults ?? 0
    this.grounds = body.grounds ?? []
    this.params = body.params ?? {}
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}

function listOf<T>(value: unknown, isItem: (item: unknown) => item is T): T[] {
  return Array.isArray(value) ? value.filter(isItem) : []
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isFault = (value: unknown): value is ApiFault =>
  isObject(value) && typeof value['at'] === 'string' && typeof value['detail'] === 'string'
const isGround = (value: unknown): value is ApiGround =>
  isObject(value) && typeof value['provision'] === 'string'

interface Otherwise {
  readonly title: Words
  readonly detail: Words
}

const unreachable: Otherwise = {
  title: { ja: 'サーバーにつながりません', en: 'The server cannot be reached' },
  detail: {
    ja: 'サーバーにつながりません。通信を確かめて、もう一度お試しください。',
    en: 'The server cannot be reached. Check the connection and try again.',
  },
}

/** Refuses a request of somebody who is not signed in any more; somebody else is. */
export function otherPersonProblem(language: Language): ApiProblem {
  return new ApiProblem({
    code: otherPerson,
    status: 409,
    title: { ja: '別の人がサインインしました', en: 'Somebody else has signed in' }[language],
    detail: {
      ja: '別の人がサインインしたので、前の人の送信は取り消しました。',
      en: 'Somebody else has signed in, so what the person before was sending was dropped.',
    }[language],
  })
}

/** The code of a request that was made for somebody other than who is signed in. */
export const otherPerson = 'other-person'

const noAnswer = (status: number): Otherwise => ({
  title: { ja: 'サーバーが応答できませんでした', en: 'The server could not answer' },
  detail: {
    ja: `サーバーが応答できませんでした（${status}）。しばらくしてから、もう一度お試しください。`,
    en: `The server could not answer (${status}). Try again in a little while.`,
  },
})

/**
 * Reads the body of a reply as a problem. A body that is no problem (the page of a proxy, an empty
 * body) becomes a problem with the status alone.
 */
export function problemFrom(status: number, body: unknown, language: Language = 'ja'): ApiProblem {
  const from = isObject(body) ? body : {}
  const otherwise = status === 0 ? unreachable : noAnswer(status)
  return new ApiProblem({
    code: textOr(from['code'], status === 0 ? 'unreachable' : `http-${status}`),
    status,
    title: textOr(from['title'], otherwise.title[language]),
    detail: textOr(from['detail'], otherwise.detail[language]),
    faults: listOf(from['faults'], isFault),
    moreFaults: typeof from['moreFaults'] === 'number' ? from['moreFaults'] : 0,
    grounds: listOf(from['grounds'], isGround),
    params: isObject(from['params']) ? from['params'] : {},
  })
}

/**
 * The name of the field that a fault's pointer names: `/fields/reason` and `/fields/reason/0` →
 * `reason`, `/returnAt` → `returnAt`.
 */
export function fieldOf(fault: ApiFault): string {
  const parts = fault.at.split('/')
  const name = parts[1] === 'fields' && parts.length > 2 ? parts[2] : parts.at(-1)
  return (name ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
}
