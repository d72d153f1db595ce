import type { Static, TSchema } from 'typebox'
import type { Words } from '#kernel/words/words.ts'
import type { RowStates } from '../db/rowStates.ts'
import type { Transaction } from './transaction.ts'

/**
 * What an action did, for the journal. The detail is stored for ever: ids, figures and changed
 * values, no secrets.
 */
interface JournalEvent {
  readonly subject: { readonly kind: string; readonly id: string }
  readonly detail: Readonly<Record<string, unknown>>
  /** States of rows that are recorded besides those that the action wrote. */
  readonly states?: RowStates
}

/** Work outside the database after the commit (a mail, a webhook, a long import). */
export interface OutboxMessage {
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** What `run` returns. An action without an event does not compile. */
export interface ActionOutcome<Result> {
  readonly result: Result
  readonly event: JournalEvent
  readonly outgoing?: readonly OutboxMessage[]
  /**
   * People, units, posts, roles, absences, systems or the pack changed: every context of the
   * organisation is loaded again.
   */
  readonly organizationChanged?: boolean
}

/**
 * One verb that changes state. `authorise` refuses by throwing a problem of the catalogue; its
 * result is passed to `run`.
 */
export interface Action<Input extends TSchema, Result, Permit> {
  readonly name: string
  /** Title in the journal: 「資産を登録した」. */
  readonly title: Words
  readonly input: Input
  authorise(tx: Transaction, input: Static<Input>): Promise<Permit> | Permit
  run(tx: Transaction, input: Static<Input>, permit: Permit): Promise<ActionOutcome<Result>>
}

/** A read that changes nothing. */
export interface Query<Input extends TSchema, Result, Permit> {
  readonly name: string
  readonly input: Input
  authorise(tx: Transaction, input: Static<Input>): Promise<Permit> | Permit
  run(tx: Transaction, input: Static<Input>, permit: Permit): Promise<Result>
}

const registeredActions = new Map<string, { name: string; title: Words }>()

/** Declares an action. Throws where the name is already taken. */
export function defineAction<Input extends TSchema, Result, Permit>(
  action: Action<Input, Result, Permit>,
): Action<Input, Result, Permit> {
  if (registeredActions.has(action.name)) throw new Error(`two actions are called ${action.name}`)
  registeredActions.set(action.name, action)
  return action
}

export function defineQuery<Input extends TSchema, Result, Permit>(
  query: Query<Input, Result, Permit>,
): Query<Input, Result, Permit> {
  return query
}

/** Titles of all actions by name, for the journal viewer. */
export function actionTitles(): ReadonlyMap<string, Words> {
  return new Map([...registeredActions].map(([name, action]) => [name, action.title]))
}
