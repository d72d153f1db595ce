import { createHash, createHmac, createSecretKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** An event as it is written into the journal, before it has a place there. */
export interface JournalFields {
  readonly at: string
  readonly actor: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  /** JSON, as the text that is stored. */
  readonly detail: string
  /** The rows that the act changed, a line each: table, key, hash; null where there is none. */
  readonly state: string | null
}

/** The key of the journal of one organisation, made from the key outside the database. */
export function journalKey(key: Buffer, organizationId: string): KeyObject {
  return createSecretKey(
    createHmac('sha256', key).update(`sekisho journal ${organizationId}`).digest(),
  )
}

/** The mark of an event: an HMAC over its fields. Nobody makes one without the key. */
export function markOf(key: KeyObject, event: JournalFields): Buffer {
  const { at, actor, action, subjectKind, subjectId, detail, state } = event
  return createHmac('sha256', key)
    .update(JSON.stringify([at, actor, action, subjectKind, subjectId, detail, state]))
    .digest()
}

/** The hash of a row of the chain: over that of the row before and the mark of its event. */
export function chainHash(previous: Buffer, mark: Buffer): Buffer {
  return createHash('sha256').update(previous).update(mark).digest()
}

/** The hash that the first row of a journal goes on from. */
export function firstHash(organizationId: string): Buffer {
  return createHash('sha256').update(organizationId).digest()
}

/** The hash of a row from before events had marks: over the text of its fields, one a line. */
export function hashWithoutMark(previous: Buffer, seq: number, event: JournalFields): Buffer {
  const { at, actor, action, subjectKind, subjectId, detail } = event
  return createHash('sha256')
    .update(previous)
    .update([seq, at, actor ?? '-', action, subjectKind, subjectId, detail].join('\n'))
    .digest()
}

/** The seal of a head: an HMAC over its number and hash. */
export function sealOf(key: KeyObject, seq: number, hash: Buffer): Buffer {
  return createHmac('sha256', key).update(`head ${seq} `).update(hash).digest()
}
