import { refuse } from '#kernel/problems/index.ts'
import type { AccountAction } from '#kernel/packs/procedure.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { endLiving, endTokens } from './actions/sessions.ts'
import { accountRow, otherAdministrators, updateAccount } from './queries.ts'

/** What became of the account of a person, for the journal. */
export interface AccountChange {
  readonly person: string
  /** The name of the account; missing where the person has none. */
  readonly account?: string
  readonly sessions?: number
  readonly tokens?: number
  /** There was nothing to do. */
  readonly unchanged?: boolean
}

/** Suspends, gives back or ends the account of a person as the outcome of a case: sessions and tokens end with it. */
export async function changeAccountFor(
  handle: Handle,
  action: AccountAction,
  person: string,
): Promise<AccountChange> {
  const account = await accountRow(handle, { person }, true)
  if (!account) return { person, unchanged: true }
  const idle =
    action === 'resume'
      ? account.suspended_at === null
      : action === 'suspend' && account.suspended_at !== null
  if (account.ended_at || idle) return { person, account: account.name, unchanged: true }
  if (action === 'resume') {
    await updateAccount(handle, account.id, { suspended_at: null, failed: 0, locked_until: null })
    return { person, account: account.name }
  }
  if (account.administrator && (await otherAdministrators(handle, account.id)) === 0) {
    refuse('last-administrator', {
      name: handle.organization.view.persons.get(person)?.name ?? account.name,
    })
  }
  await updateAccount(
    handle,
    account.id,
    action === 'end'
      ? { ended_at: handle.now, administrator: false }
      : { suspended_at: handle.now },
  )
  const sessions = await endLiving(handle, account.id)
  return {
    person,
    account: account.name,
    sessions: sessions.length,
    tokens: await endTokens(handle, account.id),
  }
}
