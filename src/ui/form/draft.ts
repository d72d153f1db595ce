import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem, api } from '../api.ts'
import type { Values } from './types.ts'

/** What was typed and when (ISO 8601). */
export interface Draft {
  readonly values: Values
  readonly savedAt: string
}

/** A draft of a form, kept while it is not sent. */
export interface DraftKeeper {
  /** What was found when the form opened: undefined while looking, null for nothing. */
  readonly found: Draft | null | undefined
  /** Keeps the values: on this device at once, on the server two seconds after the last change. */
  readonly keep: (values: Values) => void
  /** Forgets the draft (it was sent, or is not wanted). */
  readonly drop: () => void
  /** When the last change reached the server; undefined: not yet. */
  readonly savedAt: string | undefined
}

const pause = 2000
const prefix = 'sekisho.draft.'

/** Takes the drafts off this device, for whoever sits here next; the server keeps them for their person. */
export function forgetDrafts(): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(prefix)) localStorage.removeItem(name)
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

function local(name: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    return isDraft(kept) ? kept : null
  } catch {
    return null
  }
}

/** The later of the device's draft and the server's. */
export function later(here: Draft | null, there: Draft | null): Draft | null {
  if (here === null || there === null) return here ?? there
  return here.savedAt >= there.savedAt ? here : there
}

async function fromServer(key: string): Promise<Draft | null> {
  try {
    const kept = await api.get('/api/drafts/:key', { params: { key }, signedOutIsAnAnswer: true })
    return isDraft(kept) ? kept : null
  } catch (error) {
    if (error instanceof ApiProblem) return null
    throw error
  }
}

const quietly = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    (error: unknown) => {
      if (error instanceof ApiProblem) return false
      throw error
    },
  )

/** Forgets the draft under a key, here and on the server. */
export function dropDraft(key: string): void {
  localStorage.removeItem(`${prefix}${key}`)
  void quietly(
    api.delete('/api/drafts/:key', { params: { key }, signedOutIsAnAnswer: true, dontWait: true }),
  )
}

/** Keeps what is typed under a key; an undefined key keeps nothing. */
export function useDraft(key: string | undefined): DraftKeeper {
  const [found, find] = useState<Draft | null | undefined>(key === undefined ? null : undefined)
  const [savedAt, setSavedAt] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const name = `${prefix}${key}`
  useEffect(() => {
    if (key === undefined) return
    let gone = false
    void fromServer(key).then((there) => {
      if (!gone) find(later(local(name), there))
    })
    return () => {
      gone = true
    }
  }, [key, name])
  const keep = useCallback(
    (values: Values) => {
      if (key === undefined) return
      const draft: Draft = { values, savedAt: new Date().toISOString() }
      localStorage.setItem(name, JSON.stringify(draft))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        void quietly(
          api.put('/api/drafts/:key', {
            params: { key },
            body: draft,
            signedOutIsAnAnswer: true,
            dontWait: true,
          }),
        ).then((kept) => {
          if (kept) setSavedAt(draft.savedAt)
        })
      }, pause)
    },
    [key, name],
  )
  const drop = useCallback(() => {
    if (key === undefined) return
    clearTimeout(timer.current)
    setSavedAt(undefined)
    dropDraft(key)
  }, [key])
  return { found, keep, drop, savedAt }
}
