import type { FieldValues } from '../fields/types.ts'
import type { Closing, Round } from '../packs/round.ts'
import type { Register } from '../packs/register.ts'
import type { RoundSubjectFacts } from './subjects.ts'

/** A new line of a register. */
export interface NewLine {
  readonly register: string
  readonly unit?: string | undefined
  readonly fields: FieldValues
}

/** A case that came to an end. */
export interface EndedCase {
  readonly procedure: string
  readonly end: string
  readonly applicant: string
  /** The unit in which it was begun. */
  readonly unit?: string | undefined
  /** The entries that it was about. */
  readonly about: readonly string[]
}

/**
 * Whether a new line closes what a subject has open: for the organisation any of its register does,
 * for the others one that names the subject in a field.
 */
export function closesByLine(
  { closedBy, each }: Pick<Round, 'closedBy' | 'each'>,
  subject: Pick<RoundSubjectFacts, 'id'>,
  line: NewLine,
  registers: ReadonlyMap<string, Register>,
): boolean {
  if (!closedBy.some((by) => by.kind === 'line' && by.register === line.register)) return false
  if (each.kind === 'organization') return true
  if (each.kind === 'unit' && line.unit === subject.id) return true
  return (registers.get(line.register)?.fields ?? []).some(
    (field) =>
      (each.kind === 'line'
        ? (field.type === 'line' || field.type === 'lines') && field.register === each.register
        : each.kind === 'unit'
          ? field.type === 'unit' || field.type === 'units'
          : field.type === 'person' || field.type === 'persons') &&
      [line.fields[field.id]].flat().includes(subject.id),
  )
}

/**
 * Whether the end of a case closes what a subject has open: for the organisation any case does, for
 * a person one that she began, for a unit one begun there, for a line one about it.
 */
export function closesByCase(
  { closedBy, each }: Pick<Round, 'closedBy' | 'each'>,
  subject: Pick<RoundSubjectFacts, 'id'>,
  ended: EndedCase,
): boolean {
  return closedBy.some((closing) => isEnd(closing, ended)) && isOf(each, subject.id, ended)
}

/** Whether a closing means the end that a case came to. */
function isEnd(of: Closing, { procedure, end }: Pick<EndedCase, 'procedure' | 'end'>): boolean {
  return (
    of.kind === 'ended' && of.procedure === procedure && (of.end === undefined || of.end === end)
  )
}

function isOf(each: Round['each'], id: string, { about, applicant, unit }: EndedCase): boolean {
  switch (each.kind) {
    case 'organization':
      return true
    case 'unit':
      return unit === id
    case 'line':
      return about.includes(id)
    default:
      return applicant === id || about.includes(id)
  }
}

/** Whether a meeting of a body closes a round. */
export function closesByMeeting({ closedBy }: Pick<Round, 'closedBy'>, body: string): boolean {
  return closedBy.some((closing) => closing.kind === 'meeting' && closing.body === body)
}

/** Whether having read its items closes a round. */
export function closesByReading({ closedBy }: Pick<Round, 'closedBy'>): boolean {
  return closedBy.some((closing) => closing.kind === 'reading')
}

/** Whether answers to all its items close a round. */
export function closesByAnswers({ closedBy }: Pick<Round, 'closedBy'>): boolean {
  return closedBy.some((closing) => closing.kind === 'answers')
}
