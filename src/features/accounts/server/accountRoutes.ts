import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { demandAdminister } from '#features/organization/server/public.ts'
import { performAction } from '#platform/gate/perform.ts'
import { route, actionRoute, queryRoute } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { endpoints } from '../contract.ts'
import { accountProposal } from './proposal.ts'
import { endAccess, resetFactors } from './actions/access.ts'
import { endAccount, invite, resetPassword, setAdministrator } from './actions/accounts.ts'
import { changePassword } from './actions/passwords.ts'
import { endSessions } from './actions/sessions.ts'
import { endCalendar, makeCalendar, ownCalendar } from './actions/calendars.ts'
import { createToken, endToken } from './actions/tokens.ts'
import { factorRoutes } from './factorRoutes.ts'
import { ownRecord, passwordRateLimit, performOwn } from './own.ts'
import { accountAccess, accountRows, ownAccount, ownPasswordRules } from './views.ts'
import { ownSession } from './ownSession.ts'
import { figuresOf } from './rules.ts'
import { temporaryDays } from './temporaryDays.ts'
import { demandGoodCode, demandGoodPassword, hashOf, temporarySecret } from './passwords.ts'
import { accountRow } from './queries.ts'
import { demandOwnPassword } from './reauthenticate.ts'
import { newToken } from './signIn.ts'

/** The account of the person signed in: password, second factor, sessions, tokens. */
const ownRoutes: readonly Route[] = [
  route(
    endpoints.ownAccount,
    async (request, { gate }) => {
      const session = ownSession(request)
      return gate.transact(session.organizationId, request.actor, 'read', (tx) =>
        ownAccount(tx, session),
      )
    },
    { withoutEdition: true },
  ),
  route(
    endpoints.passwordRules,
    async (request, { gate }) => {
      const session = ownSession(request)
      return gate.transact(session.organizationId, request.actor, 'read', (tx) =>
        ownPasswordRules(tx, session),
      )
    },
    { access: 'partial', terminal: true, withoutEdition: true },
  ),
  route(
    endpoints.changePassword,
    async (request, services) => {
      const session = ownSession(request)
      const { body: input } = request
      const account = await ownRecord(services, request)
      await demandOwnPassword(services, request, input.current, '/current')
      const rules = await services.gate.transact(
        session.organizationId,
        request.actor,
        'read',
        async (tx) => ({
          code: tx.organization.pack.accounts.code,
          organization: [tx.organization.title, tx.organization.pack.id],
          ...figuresOf(tx, session.personId),
        }),
      )
      if (account.kind === 'code')
        await demandGoodCode(rules.code, input.password, account.name, account.password_hash)
      else
        await demandGoodPassword(
          rules.password,
          input.password,
          {
            account: account.name,
            name: account.personName,
            organization: rules.organization,
          },
          [account.password_hash, ...account.previous_hashes],
        )
      await performOwn(services, request, changePassword, {
        hash: await hashOf(services, input.password),
        before: account.password_hash,
        session: session.id,
      })
    },
    { access: 'partial', terminal: true, withoutEdition: true, rateLimit: passwordRateLimit },
  ),
  ...factorRoutes,
  route(endpoints.endOtherSessions, async (request, services) => {
    await performOwn(services, request, endSessions, { except: ownSession(request).id })
  }),
  actionRoute(endSessions, endpoints.endSession, ({ params }) => ({ only: params.id })),
  route(
    endpoints.createToken,
    async (request, services) => {
      const { password, ...wish } = request.body
      await demandOwnPassword(services, request, password)
      const { token, hash } = newToken(services, request.organizationId)
      const { id } = await performOwn(services, request, createToken, { ...wish, tokenHash: hash })
      return { id, token }
    },
    { rateLimit: passwordRateLimit },
  ),
  actionRoute(endToken, endpoints.endToken, ({ params }) => params),
  queryRoute(ownCalendar, endpoints.ownCalendar, () => ({})),
  route(
    endpoints.makeCalendar,
    async (request, services) => {
      ownSession(request)
      const { token, hash } = newToken(services, request.organizationId)
      await performOwn(services, request, makeCalendar, { tokenHash: hash })
      return { address: `${services.settings.publicUrl}/api/calendar/${token}.ics` }
    },
    { rateLimit: passwordRateLimit },
  ),
  actionRoute(endCalendar, endpoints.endCalendar, () => ({})),
]

function endOfTemporary({ settings, environment }: Services): string {
  const days = settings.temporaryPasswordDays ?? temporaryDays
  return new Date(environment.now().getTime() + days * 86_400_000).toISOString()
}

/**
 * All accounts, for those who keep them. A temporary password is generated here, returned once and
 * never stored.
 */
const managementRoutes: readonly Route[] = [
  route(endpoints.accounts, async (request, { gate }) =>
    gate.transact(request.organizationId, request.actor, 'read', async (tx) => {
      demandAdminister(tx, { ja: 'アカウントの閲覧', en: 'looking at accounts' })
      return accountRows(tx)
    }),
  ),
  queryRoute(accountProposal, endpoints.proposeAccount, ({ query }) => query),
  route(endpoints.invite, async (request, services) => {
    const { body } = request
    const password = temporarySecret(services.environment, body.kind ?? 'password')
    const input = {
      ...body,
      hash: await hashOf(services, password),
      until: endOfTemporary(services),
    }
    return {
      ...(await performAction(services.gate, request.organizationId, request.actor, invite, input)),
      password,
    }
  }),
  route(endpoints.resetPassword, async (request, services) => {
    const { id } = request.params
    const { kind } =
      (await services.gate.transact(request.organizationId, request.actor, 'read', (tx) =>
        accountRow(tx, { id }),
      )) ?? refuse('not-found', { what: nouns.account })
    const password = temporarySecret(services.environment, kind)
    const input = {
      id,
      kind,
      withTotp: request.body.withTotp ?? false,
      hash: await hashOf(services, password),
      until: endOfTemporary(services),
    }
    return {
      ...(await performAction(
        services.gate,
        request.organizationId,
        request.actor,
        resetPassword,
        input,
      )),
      password,
    }
  }),
  actionRoute(setAdministrator, endpoints.setAdministrator, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  route(endpoints.accountAccess, async (request, { gate }) =>
    gate.transact(request.organizationId, request.actor, 'read', async (tx) => {
      demandAdminister(tx, { ja: 'アカウントの閲覧', en: 'looking at accounts' })
      return accountAccess(tx, request.params.id)
    }),
  ),
  actionRoute(endAccess, endpoints.endAccountAccess, ({ params }) => params),
  actionRoute(endAccess, endpoints.endAccountSession, ({ params }) => params),
  actionRoute(endAccess, endpoints.endAccountToken, ({ params }) => params),
  actionRoute(resetFactors, endpoints.resetFactors, ({ params }) => params),
  actionRoute(endAccount, endpoints.endAccount, ({ params }) => params),
]

export const accountRoutes: readonly Route[] = [...ownRoutes, ...managementRoutes]
