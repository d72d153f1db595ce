import type { Subject } from '../checklist.ts'
import type { RoundSubject } from '../round.ts'

/** `organization`, `unit`, `person`, `line of servers`; undefined where it is none. */
export function parseSubject(text: string): Subject | undefined {
  if (text === 'organization' || text === 'unit' || text === 'person') return { kind: text }
  const register = /^line of ([a-z][a-z0-9-]*)$/.exec(text)?.[1]
  return register === undefined ? undefined : { kind: 'line', register }
}

/** What a round goes through: a subject, or `holder of ciso`. */
export function parseRoundSubject(text: string): RoundSubject | undefined {
  const role = /^holder of ([a-z][a-z0-9-]*)$/.exec(text)?.[1]
  return role === undefined ? parseSubject(text) : { kind: 'holder', role }
}

/** What the items of a checklist are asked about in a round: holders of a role are persons. */
export function subjectOf(each: RoundSubject): Subject {
  return each.kind === 'holder' ? { kind: 'person' } : each
}

/** Whether two subjects are the same kind of thing. */
export function isSameSubject(one: Subject, other: Subject): boolean {
  return one.kind === 'line'
    ? other.kind === 'line' && one.register === other.register
    : one.kind === other.kind
}

/** A subject as packs write it. */
export function writtenSubject(subject: RoundSubject): string {
  if (subject.kind === 'line') return `line of ${subject.register}`
  return subject.kind === 'holder' ? `holder of ${subject.role}` : subject.kind
}
