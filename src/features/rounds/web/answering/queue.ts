import { ApiProblem, api, keyOf, refresh } from '#ui/api.ts'
import { currentAccount } from '#ui/http/account.ts'
import { signal } from '#ui/http/latch.ts'
import { otherPerson } from '#ui/http/problem.ts'
import { beforeSignOut } from '#ui/session/leaving.ts'
import type { Answer } from '../../contract/occurrences.ts'
import { touchedByRounds } from '../touched.ts'
import { blobOf } from './photo.ts'
import { changeKept, readKept } from './storage.ts'
import type { KeptAnswer, KeptAnswers } from './storage.ts'

/**
 * Answers of the account that are on this device: waiting, refused, or sent but not yet in the data
 * of the pages.
 */
export const keptAnswers = signal<readonly KeptAnswers[]>([])

/** Whether the last attempt did not reach the server. */
export const isCutOff = signal(globalThis.navigator?.onLine === false)

const firstDelay = 2000
const longestDelay = 30_000

/** Answers that have arrived, until the pages have read them. */
let arrived: readonly KeptAnswers[] = []
/** Answers for which the device had no room; they are lost with the page. */
let unstored: readonly KeptAnswers[] = []
let sending: Promise<void> | undefined
let delay = firstDelay
let timer: ReturnType<typeof setTimeout> | undefined

const account = (): string => currentAccount() ?? ''

function waiting(): readonly KeptAnswers[] {
  const gone = new Set(arrived.map(({ key }) => key))
  return [...readKept(account()), ...unstored].filter(({ key }) => !gone.has(key))
}

/** Shows what an earlier visit left on this device; a page of checks does so before it is drawn. */
export function showKeptAnswers(): void {
  show()
}

function show(): void {
  keptAnswers.set([...arrived, ...waiting()])
}

function change(
  occurrence: string,
  to: (before: readonly KeptAnswers[]) => readonly KeptAnswers[],
): boolean {
  unstored = to(unstored.filter((kept) => kept.occurrence === occurrence)).concat(
    unstored.filter((kept) => kept.occurrence !== occurrence),
  )
  const isStored = changeKept(account(), occurrence, to)
  show()
  return isStored
}

/**
 * Keeps answers on this device and sends them; they replace what was refused of the same items.
 * False where the device has no room: they are sent, but do not outlive the page.
 */
export function keepAnswers(occurrence: string, answers: readonly KeptAnswer[]): boolean {
  const kept: KeptAnswers = { key: crypto.randomUUID(), occurrence, answers }
  const items = new Set(answers.map(({ item }) => item))
  const isStored = changeKept(account(), occurrence, (before) => [
    ...before.flatMap((one) => (one.refused === undefined ? one : withoutItems(one, items))),
    kept,
  ])
  if (!isStored) unstored = [...unstored, kept]
  show()
  void sendKeptAnswers()
  return isStored
}

function withoutItems(kept: KeptAnswers, items: ReadonlySet<string>): readonly KeptAnswers[] {
  const answers = kept.answers.filter(({ item }) => !items.has(item))
  return answers.length === 0 ? [] : [{ ...kept, answers }]
}

/** Sends what waits, in its order, one after the other; tries again later what did not arrive. */
export function sendKeptAnswers(): Promise<void> {
  clearTimeout(timer)
  sending ??= sendAll().finally(() => {
    sending = undefined
  })
  return sending
}

async function sendAll(): Promise<void> {
  if (currentAccount() === undefined) {
    timer = setTimeout(() => void sendKeptAnswers(), firstDelay)
    return
  }
  // What was answered while the pages read anew goes out, too.
  do {
    for (let next = first(); next !== undefined; next = first())
      if (!(await sendOne(next))) {
        timer = setTimeout(() => void sendKeptAnswers(), delay)
        delay = Math.min(longestDelay, delay * 2)
        return
      }
    await settle()
  } while (first() !== undefined)
}

/**
 * Sends what waits before the person leaves; what the server refused is theirs to see, and goes. While
 * the network is away, nobody can sign out, and everything stays.
 */
async function leave(): Promise<void> {
  await sendKeptAnswers()
  if (isCutOff.get()) return
  for (const { occurrence } of readKept(account())) changeKept(account(), occurrence, () => [])
  show()
}

const first = (): KeptAnswers | undefined => waiting().find(({ refused }) => refused === undefined)

/** False where it did not arrive. */
async function sendOne(kept: KeptAnswers): Promise<boolean> {
  const { key, occurrence } = kept
  try {
    const answers: Answer[] = []
    for (const answer of kept.answers) answers.push(await withSentPhotos(answer))
    await api.post('/api/occurrences/:id/answers', {
      params: { id: occurrence },
      body: { answers },
      idempotencyKey: key,
      throwWhenUnreachable: true,
    })
    arrived = [...arrived, kept]
    change(occurrence, (before) => before.filter((one) => one.key !== key))
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    if (isForLater(error)) {
      isCutOff.set(true)
      return false
    }
    const refused = [error.detail, ...error.faults.map(({ detail }) => detail)].join(' ')
    change(occurrence, (before) =>
      before.map((one) => (one.key === key ? { ...one, refused } : one)),
    )
    // What stands in its way, as the answer of somebody else, is read.
    void refresh([keyOf('/api/occurrences/:id', { id: occurrence })])
  }
  delay = firstDelay
  isCutOff.set(false)
  return true
}

/** Not refused: it did not arrive, or not in the name of whom it is from. */
const isForLater = ({ status, code }: ApiProblem): boolean =>
  [0, 401, 429].includes(status) || status >= 500 || code === otherPerson

async function withSentPhotos({ photos = [], ...answer }: KeptAnswer): Promise<Answer> {
  const files = [...(answer.files ?? [])]
  for (const { key, name, data } of photos) {
    const body = new FormData()
    body.append('file', blobOf(data), name)
    const { id } = await api.post('/api/files', {
      body,
      idempotencyKey: key,
      throwWhenUnreachable: true,
    })
    files.push(id)
  }
  return files.length === 0 ? answer : { ...answer, files }
}

/** The pages read what has arrived; then it need not be shown from here any more. */
async function settle(): Promise<void> {
  const done = arrived
  if (done.length === 0) return
  await refresh(touchedByRounds)
  arrived = arrived.filter((kept) => !done.includes(kept))
  show()
}

beforeSignOut(leave)
globalThis.addEventListener?.('online', () => {
  isCutOff.set(false)
  void sendKeptAnswers()
})
globalThis.addEventListener?.('offline', () => isCutOff.set(true))
globalThis.addEventListener?.('storage', show)
