import { Type } from 'typebox'
import { isTokenDay, lastTokenDay, longestTokenDays } from '#kernel/accounts/tokens.ts'
import { endOfDay } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineAction } from '#platform/gate/action.ts'
import { IdPath } from '../../contract/common.ts'
import { TokenWish } from '../../contract/own.ts'
import { ownPerson } from '../rules.ts'

/** Creates an API token of the actor; only its hash (hex) is stored. */
export const createToken = defineAction({
  name: 'token.create',
  title: { ja: 'APIトークンを作った', en: 'Made an API token' },
  input: Type.Object({ ...TokenWish, tokenHash: Type.String() }),
  authorise: ownPerson,
  async run(tx, input, { accountId }) {
    if (!isTokenDay(tx.today, input.until)) {
      const last = lastTokenDay(tx.today)
      refuse(
        'token-span',
        { days: longestTokenDays, last },
        {
          faults: [
            {
              at: '/until',
              detail: {
                ja: `今日から${last}までの日を選んでください。`,
                en: `Choose a day from today to ${last}.`,
              },
            },
          ],
        },
      )
    }
    const id = tx.newId()
    await tx.db
      .insertInto('api_tokens')
      .values({
        organization_id: tx.organization.id,
        id,
        account_id: accountId,
        title: input.title,
        token_hash: Buffer.from(input.tokenHash, 'hex'),
        scopes: [...new Set(input.scopes)],
        created_at: tx.now,
        expires_at: new Date(endOfDay(input.until)),
      })
      .execute()
    return {
      result: { id },
      event: {
        subject: { kind: 'token', id },
        detail: {
          account: accountId,
          title: input.title,
          scopes: input.scopes,
          until: input.until,
        },
      },
    }
  },
})

/** Ends an API token of the actor. */
export const endToken = defineAction({
  name: 'token.end',
  title: { ja: 'APIトークンを取り消した', en: 'Revoked an API token' },
  input: IdPath,
  authorise: ownPerson,
  async run(tx, input, { accountId }) {
    const ended = await tx.db
      .updateTable('api_tokens')
      .set({ ended_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('account_id', '=', accountId)
      .where('id', '=', input.id)
      .where('ended_at', 'is', null)
      .returning('title')
      .executeTakeFirst()
    if (!ended) refuse('not-found', { what: nouns.token })
    return {
      result: undefined,
      event: {
        subject: { kind: 'token', id: input.id },
        detail: { account: accountId, title: ended.title },
      },
    }
  },
})
