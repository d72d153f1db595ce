import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import { accountRow, updateAccount } from '../queries.ts'
import { figuresOf, ownPerson } from '../rules.ts'
import { endLiving } from './sessions.ts'

/** Puts one's own new password in place of the old one and ends every other session. The password itself was checked before, outside the transaction. */
export const changePassword = defineAction({
  name: 'account.change-password',
  title: { ja: 'パスワードを変えた', en: 'Changed the password' },
  input: Type.Object({ hash: Type.String(), before: Type.String(), session: Type.String() }),
  authorise: ownPerson,
  async run(handle, input, { accountId }) {
    const account = (await accountRow(handle, { id: accountId }, true)) ?? refuse('signed-out')
    if (account.password_hash !== input.before) refuse('password-wrong')
    const kept = [account.password_hash, ...account.previous_hashes].slice(
      0,
      figuresOf(handle, account.person_id).password.history,
    )
    await updateAccount(handle, accountId, {
      password_hash: input.hash,
      previous_hashes: kept,
      password_set_at: handle.now,
      must_change: false,
    })
    const ended = await endLiving(handle, accountId, { except: input.session })
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: accountId },
        detail: { sessions: ended, first: account.must_change },
      },
    }
  },
})
