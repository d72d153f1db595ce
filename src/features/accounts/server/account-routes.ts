import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { demandAdminister } from '#features/organization/server/public.ts'
import { passwordFits } from '#platform/auth/passwords.ts'
import { perform } from '#platform/gate/perform.ts'
import { route, writes } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { endpoints } from '../contract.ts'
import { endAccount, invite, resetPassword, setAdministrator } from './actions/accounts.ts'
import { changePassword } from './actions/passwords.ts'
import { endSessions } from './actions/sessions.ts'
import { createToken, endToken } from './actions/tokens.ts'
import { confirmTotp, offerTotp, removeTotp } from './actions/totp.ts'
import { newRecoveryCodes, newSecret, offerOf, recoveryHash, stepOf } from './codes.ts'
import { accountRows, ownAccount, ownPasswordRules } from './own.ts'
import { ownSession } from './ownSession.ts'
import { figuresOf } from './rules.ts'
import { demandGoodCode, demandGoodPassword, hashOf, temporarySecret } from './passwords.ts'
import { accountRow } from './queries.ts'
import type { AccountRecord } from './queries.ts'
import { newToken } from './sign-in.ts'

async function ownRecord(
  services: Services,
  request: RouteRequest,
): Promise<AccountRecord & { readonly personName: string }> {
  const session = ownSession(request)
  return services.gate.enter(session.organizationId, request.actor, 'read', async (handle) => {
    const account = (await accountRow(handle, { id: session.accountId })) ?? refuse('signed-out')
    return {
      ...account,
      personName: handle.organization.view.persons.get(account.person_id)?.name ?? '',
    }
  })
}

async function demandPassword(account: AccountRecord, password: string, at: string): Promise<void> {
  if (!(await passwordFits(account.password_hash, password)))
    refuse('password-wrong', undefined, {
      faults: [
        { at, detail: { ja: '今のパスワードが違います。', en: 'The current password is wrong.' } },
      ],
    })
}

const act = <I>(
  services: Services,
  request: RouteRequest,
  action: Parameters<typeof perform>[3],
  input: I,
): Promise<unknown> => perform(services.gate, request.organizationId, request.actor, action, input)

const guessing = { max: 20, seconds: 60 } as const

/** One's own account: password, second factor, sessions, tokens. */
const own: readonly Route[] = [
  route(
    endpoints.ownAccount,
    async (request, { gate }) => {
      const session = ownSession(request)
      return gate.enter(session.organizationId, request.actor, 'read', (handle) =>
        ownAccount(handle, session),
      )
    },
    { withoutEdition: true },
  ),
  route(
    endpoints.passwordRules,
    async (request, { gate }) => {
      const session = ownSession(request)
      return gate.enter(session.organizationId, request.actor, 'read', (handle) =>
        ownPasswordRules(handle, session),
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
      await demandPassword(account, input.current, '/current')
      const rules = await services.gate.enter(
        session.organizationId,
        request.actor,
        'read',
        async (handle) => ({
          code: handle.organization.pack.accounts.code,
          ...figuresOf(handle, session.personId),
        }),
      )
      if (account.kind === 'code')
        await demandGoodCode(rules.code, input.password, account.name, account.password_hash)
      else
        await demandGoodPassword(
          rules.password,
          input.password,
          { account: account.name, name: account.personName },
          [account.password_hash, ...account.previous_hashes],
        )
      await act(services, request, changePassword, {
        hash: await hashOf(services, input.password),
        before: account.password_hash,
        session: session.id,
      })
    },
    { access: 'partial', terminal: true, withoutEdition: true, rateLimit: guessing },
  ),
  route(
    endpoints.offerTotp,
    async (request, services) => {
      const account = await ownRecord(services, request)
      await demandPassword(account, request.body.password, '/password')
      const secret = newSecret(services.outside)
      await act(services, request, offerTotp, {
        sealed: services.secrets.seal(secret).toString('hex'),
      })
      return offerOf(secret, 'Sekisho', account.name)
    },
    { rateLimit: guessing },
  ),
  route(
    endpoints.confirmTotp,
    async (request, services) => {
      const account = await ownRecord(services, request)
      if (!account.totp_secret) refuse('totp-not-begun')
      const step =
        stepOf(
          services.secrets.open(account.totp_secret),
          request.body.code,
          services.outside.now(),
        ) ?? refuse('code-wrong')
      const recoveryCodes = newRecoveryCodes(services.outside)
      await act(services, request, confirmTotp, {
        step,
        recoveryHashes: recoveryCodes.map(recoveryHash),
      })
      return { recoveryCodes }
    },
    { rateLimit: guessing },
  ),
  route(
    endpoints.removeTotp,
    async (request, services) => {
      await demandPassword(await ownRecord(services, request), request.body.password, '/password')
      await act(services, request, removeTotp, {})
    },
    { rateLimit: guessing },
  ),
  route(endpoints.endOtherSessions, async (request, services) => {
    await act(services, request, endSessions, { except: ownSession(request).id })
  }),
  writes(endSessions, endpoints.endSession, ({ params }) => ({ only: params.id })),
  route(endpoints.createToken, async (request, services) => {
    const session = ownSession(request)
    const { body: input } = request
    const { token, hash } = newToken(services, session.organizationId)
    const { id } = await perform(
      services.gate,
      session.organizationId,
      request.actor,
      createToken,
      { ...input, tokenHash: hash },
    )
    return { id, token }
  }),
  writes(endToken, endpoints.endToken, ({ params }) => params),
]

/** Everybody's accounts, for those who keep them. A temporary password is made here, shown once and never kept. */
const everybody: readonly Route[] = [
  route(endpoints.accounts, async (request, { gate }) =>
    gate.enter(request.organizationId, request.actor, 'read', async (handle) => {
      demandAdminister(handle, { ja: 'アカウントの閲覧', en: 'looking at accounts' })
      return accountRows(handle)
    }),
  ),
  route(endpoints.invite, async (request, services) => {
    const { body } = request
    const password = temporarySecret(services.outside, body.kind ?? 'password')
    const input = { ...body, hash: await hashOf(services, password) }
    return {
      ...(await perform(services.gate, request.organizationId, request.actor, invite, input)),
      password,
    }
  }),
  route(endpoints.resetPassword, async (request, services) => {
    const { id } = request.params
    const { kind } =
      (await services.gate.enter(request.organizationId, request.actor, 'read', (handle) =>
        accountRow(handle, { id }),
      )) ?? refuse('not-found', { what: nouns.account })
    const password = temporarySecret(services.outside, kind)
    const input = {
      id,
      kind,
      withTotp: request.body.withTotp ?? false,
      hash: await hashOf(services, password),
    }
    return {
      ...(await perform(
        services.gate,
        request.organizationId,
        request.actor,
        resetPassword,
        input,
      )),
      password,
    }
  }),
  writes(setAdministrator, endpoints.setAdministrator, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  writes(endAccount, endpoints.endAccount, ({ params }) => params),
]

export const accountRoutes: readonly Route[] = [...own, ...everybody]
