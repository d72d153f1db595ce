import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem, api } from '../api.ts'
import { currentAccount } from '../http/account.ts'
import type { Values } from './types.ts'

/** The typed values, and when they were saved (ISO 8601). */
interface Draft {
  readonly values: Values
  readonly savedAt: string
}

/** The draft of a form that is not sent yet. */
export interface DraftStore {
  /**
   * The draft that was stored when the form opened: undefined while loading, null without a draft.
   */
  readonly stored: Draft | null | undefined
  /** Saves the values: on this device at once, on the server two seconds after the last change. */
  readonly save: (values: Values) => void
  /** Deletes the draft, after the form was sent or when the person does not want it. */
  readonly discard: () => void
  /** When the last change reached the server (ISO 8601); undefined before that. */
  readonly savedAt: string | undefined
}

const saveDelay = 2000
const storagePrefix = 'sekisho.draft.'
/** How long what somebody typed on this device waits for them, milliseconds. */
const keptLocally = 14 * 86_400_000

/** The name of a draft on this device: each account has its own. */
const localName = (account: string | undefined, key: string): string =>
  `${storagePrefix}${account ?? ''}.${key}`

/** Names of the drafts on this device that are of another account. */
function isOfOthers(name: string): boolean {
  const owner = /^sekisho\.draft\.([0-9a-f-]{36})\./.exec(name)?.[1]
  return owner !== undefined && owner !== currentAccount()
}

/**
 * Deletes the drafts on this device, so that the next person at it sees none. Those on the server
 * stay, and for some days what another person typed when their session ended; with `everybody`,
 * those go too.
 */
export function clearLocalDrafts(whose: 'own' | 'everybody' = 'own'): void {
  const oldest = new Date(Date.now() - keptLocally).toISOString()
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(storagePrefix)) continue
    const isKept =
      whose === 'own' && isOfOthers(name) && (readLocalDraft(name)?.savedAt ?? '') > oldest
    if (!isKept) localStorage.removeItem(name)
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'values' in value &&
    typeof value.values === 'object' &&
    value.values !== null &&
    'savedAt' in value &&
    typeof value.savedAt === 'string'
  )
}

function readLocalDraft(name: string): Draft | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    return isDraft(stored) ? stored : null
  } catch {
    return null
  }
}

/** The newer of the draft on the device and the draft on the server. */
function newerDraft(localDraft: Draft | null, serverDraft: Draft | null): Draft | null {
  if (localDraft === null || serverDraft === null) return localDraft ?? serverDraft
  return localDraft.savedAt >= serverDraft.savedAt ? localDraft : serverDraft
}

async function fetchDraft(key: string): Promise<Draft | null> {
  try {
    const stored = await api.get('/api/drafts/:key', { params: { key }, throwWhenSignedOut: true })
    return isDraft(stored) ? stored : null
  } catch (error) {
    if (error instanceof ApiProblem) return null
    throw error
  }
}

const succeeds = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    (error: unknown) => {
      if (error instanceof ApiProblem) return false
      throw error
    },
  )

/** Deletes the draft under a key, on the device and on the server. */
export function discardDraft(key: string): void {
  localStorage.removeItem(localName(currentAccount(), key))
  void succeeds(
    api.delete('/api/drafts/:key', {
      params: { key },
      throwWhenSignedOut: true,
      throwWhenUnreachable: true,
    }),
  )
}

/** The draft under a key; with an undefined key nothing is stored. */
export function useDraft(key: string | undefined): DraftStore {
  const [stored, setStored] = useState<Draft | null | undefined>(
    key === undefined ? null : undefined,
  )
  const [savedAt, setSavedAt] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [owner] = useState(currentAccount)
  const name = localName(owner, key ?? '')
  useEffect(() => {
    if (key === undefined) return
    let isUnmounted = false
    void fetchDraft(key).then((serverDraft) => {
      if (!isUnmounted) setStored(newerDraft(readLocalDraft(name), serverDraft))
    })
    return () => {
      isUnmounted = true
    }
  }, [key, name])
  const save = useCallback(
    (values: Values) => {
      if (key === undefined) return
      const draft: Draft = { values, savedAt: new Date().toISOString() }
      localStorage.setItem(name, JSON.stringify(draft))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        if (currentAccount() !== owner) return
        void succeeds(
          api.put('/api/drafts/:key', {
            params: { key },
            body: draft,
            throwWhenSignedOut: true,
            throwWhenUnreachable: true,
          }),
        ).then((isSaved) => {
          if (isSaved) setSavedAt(draft.savedAt)
        })
      }, saveDelay)
    },
    [key, name, owner],
  )
  const discard = useCallback(() => {
    if (key === undefined) return
    clearTimeout(timer.current)
    setSavedAt(undefined)
    discardDraft(key)
  }, [key])
  return { stored, save, discard, savedAt }
}
