import { refuse } from '#kernel/problems/index.ts'
import type { AccountAction } from '#kernel/packs/procedure.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { endCalendars } from './actions/calendars.ts'
import { endActiveSessions, endTokens } from './actions/sessions.ts'
import { accountRow, otherAdministrators, updateAccount } from './queries.ts'

/** The change of a person's account, for the journal. */
export interface AccountChange {
  readonly person: string
  /** The name of the account; missing where the person has none. */
  readonly account?: string
  readonly sessions?: number
  readonly tokens?: number
  /** Nothing had to be changed. */
  readonly unchanged?: boolean
}

/**
 * Suspends, restores or ends the account of a person as the outcome of a case; sessions and tokens
 * end with it.
 */
export async function changeAccountByCase(
  tx: Transaction,
  action: AccountAction,
  person: string,
): Promise<AccountChange> {
  const account = await accountRow(tx, { person }, true)
  if (!account) return { person, unchanged: true }
  const isUnchanged =
    action === 'resume'
      ? account.suspended_at === null
      : action === 'suspend' && account.suspended_at !== null
  if (account.ended_at || isUnchanged) return { person, account: account.name, unchanged: true }
  if (action === 'resume') {
    await updateAccount(tx, account.id, { suspended_at: null, failed: 0, locked_until: null })
    return { person, account: account.name }
  }
  if (account.administrator && (await otherAdministrators(tx, account.id)) === 0) {
    refuse('last-administrator', {
      name: tx.organization.view.persons.get(person)?.name ?? account.name,
    })
  }
  await updateAccount(
    tx,
    account.id,
    action === 'end' ? { ended_at: tx.now, administrator: false } : { suspended_at: tx.now },
  )
  const sessions = await endActiveSessions(tx, account.id)
  await endCalendars(tx, account.id)
  return {
    person,
    account: account.name,
    sessions: sessions.length,
    tokens: (await endTokens(tx, account.id)).length,
  }
}
