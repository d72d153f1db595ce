import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import { accountRow, updateAccount } from '../queries.ts'
import { figuresOf, ownPerson } from '../rules.ts'
import { endActiveSessions, endTokens } from './sessions.ts'

/**
 * Replaces the actor's password and ends all their other sessions and tokens. The password itself was checked
 * before, outside the transaction.
 */
export const changePassword = defineAction({
  name: 'account.change-password',
  title: { ja: 'パスワードを変えた', en: 'Changed the password' },
  input: Type.Object({ hash: Type.String(), before: Type.String(), session: Type.String() }),
  authorise: ownPerson,
  async run(tx, input, { accountId }) {
    const account = (await accountRow(tx, { id: accountId }, true)) ?? refuse('signed-out')
    if (account.password_hash !== input.before) refuse('password-wrong')
    const previousHashes = [account.password_hash, ...account.previous_hashes].slice(
      0,
      figuresOf(tx, account.person_id).password.history,
    )
    await updateAccount(tx, accountId, {
      password_hash: input.hash,
      previous_hashes: previousHashes,
      password_set_at: tx.now,
      must_change: false,
      temporary_until: null,
    })
    const ended = await endActiveSessions(tx, accountId, { except: input.session })
    const tokens = await endTokens(tx, accountId)
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: accountId },
        detail: { sessions: ended, tokens, first: account.must_change },
      },
    }
  },
})
