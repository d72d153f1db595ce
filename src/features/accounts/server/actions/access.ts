import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineAction } from '#platform/gate/action.ts'
import { IdPath } from '../../contract/common.ts'
import { noFactors, removePasskeys, updateAccount } from '../queries.ts'
import { demandKeeper, holderName, loadOtherAccount } from './accounts.ts'
import { endCalendars } from './calendars.ts'
import { endActiveSessions, endTokens } from './sessions.ts'

const ending = { ja: 'サインインの終了', en: 'ending sessions' }

/** Ends a session, a token, or all sessions and tokens of somebody else. */
export const endAccess = defineAction({
  name: 'account.end-access',
  title: { ja: 'ほかの人のサインインやトークンを終わらせた', en: 'Ended sessions or tokens' },
  input: Type.Object({
    ...IdPath.properties,
    session: Type.Optional(Type.String()),
    token: Type.Optional(Type.String()),
  }),
  authorise: (tx, input) => (demandKeeper(tx), loadOtherAccount(tx, input.id, ending)),
  async run(tx, { session, token }, account) {
    const all = session === undefined && token === undefined
    const sessions =
      all || session !== undefined
        ? await endActiveSessions(tx, account.id, session === undefined ? {} : { only: session })
        : []
    const tokens =
      all || token !== undefined
        ? await endTokens(tx, account.id, token === undefined ? {} : { only: token })
        : []
    if (all) await endCalendars(tx, account.id)
    if (session !== undefined && sessions.length === 0) refuse('not-found', { what: nouns.session })
    if (token !== undefined && tokens.length === 0) refuse('not-found', { what: nouns.token })
    return {
      result: undefined,
      event: { subject: { kind: 'account', id: account.id }, detail: { sessions, tokens } },
    }
  },
})

/** Removes the second factors of somebody who lost theirs; every session and token ends. */
export const resetFactors = defineAction({
  name: 'account.reset-factors',
  title: { ja: 'ほかの人の2段階の確認を解除した', en: 'Reset second factors' },
  input: IdPath,
  authorise: (tx, input) => (
    demandKeeper(tx),
    loadOtherAccount(tx, input.id, { ja: '2段階の確認の解除', en: 'resetting second factors' })
  ),
  async run(tx, _input, account) {
    if (account.ended_at) refuse('account-ended', { name: holderName(tx, account) })
    const passkeys = await removePasskeys(tx, account.id)
    if (!account.totp_confirmed_at && passkeys.length === 0) refuse('factors-none')
    await updateAccount(tx, account.id, noFactors)
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: account.id },
        detail: {
          totp: account.totp_confirmed_at !== null,
          passkeys,
          sessions: await endActiveSessions(tx, account.id),
          tokens: await endTokens(tx, account.id),
        },
      },
    }
  },
})
