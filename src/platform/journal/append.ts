import type { Statement } from '../db/transactionConnection.ts'
import { stateText } from '../db/rowStates.ts'
import type { RowStates } from '../db/rowStates.ts'
import type { JournalFields } from './event.ts'
import type { AppendedRow, JournalSeals } from './seals.ts'

/** What happened, before it is known which rows it changed. */
export interface NewEvent extends Omit<JournalFields, 'state'> {
  /** States that are recorded besides those of the rows that were written. */
  readonly states?: RowStates
}

/** The statement that appends an event. It locks the head: it is sent with the commit. */
export interface Append {
  readonly statement: Statement
  /** What the database answered, as a row of the chain. */
  appended(answer: Record<string, unknown> | undefined): AppendedRow
}

const appendText = 'select * from journal_append($1, $2, $3, $4, $5, $6, $7, $8)'

export function appendEvent(
  seals: JournalSeals,
  organizationId: string,
  { states: given, ...event }: NewEvent,
  written: RowStates,
): Append {
  const states = given ? new Map([...given, ...written]) : written
  const fields = { ...event, state: stateText(states) }
  const mark = seals.mark(organizationId, fields)
  const { at, actor, action, subjectKind, subjectId, detail, state } = fields
  return {
    statement: {
      text: appendText,
      values: [at, actor, action, subjectKind, subjectId, detail, state, mark],
    },
    appended(answer) {
      if (!answer) throw new Error('the journal did not answer')
      const { seq, previous, hash } = answer as { seq: number; previous: Buffer; hash: Buffer }
      return { organizationId, seq, previous, hash, mark }
    },
  }
}
