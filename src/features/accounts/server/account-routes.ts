import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { demandAdminister } from '#features/organization/server/public.ts'
import { passwordFits } from '#platform/auth/passwords.ts'
import { checked } from '#platform/gate/checked.ts'
import { perform } from '#platform/gate/perform.ts'
import { writes } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import {
  AccountRow,
  ChangePassword,
  Code,
  CreatedToken,
  CreateToken,
  CurrentPassword,
  IdPath,
  Invite,
  OwnAccount,
  PasswordRules,
  RecoveryCodes,
  TemporaryPassword,
  TotpOffer,
} from '../contract.ts'
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
  {
    method: 'GET',
    url: '/api/account',
    title: '自分のアカウント',
    reply: OwnAccount,
    access: 'full',
    handle: async (request, { gate }) => {
      const session = ownSession(request)
      return gate.enter(session.organizationId, request.actor, 'read', (handle) =>
        ownAccount(handle, session),
      )
    },
  },
  {
    method: 'GET',
    url: '/api/account/password',
    title: 'パスワードの決まり',
    reply: PasswordRules,
    access: 'partial',
    terminal: true,
    handle: async (request, { gate }) => {
      const session = ownSession(request)
      return gate.enter(session.organizationId, request.actor, 'read', (handle) =>
        ownPasswordRules(handle, session),
      )
    },
  },
  {
    method: 'PUT',
    url: '/api/account/password',
    title: 'パスワードを変える',
    body: ChangePassword,
    access: 'partial',
    terminal: true,
    rateLimit: guessing,
    async handle(request, services) {
      const session = ownSession(request)
      const input = checked(ChangePassword, request.body)
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
  },
  {
    method: 'POST',
    url: '/api/account/totp',
    title: '2段階の確認の設定を始める',
    body: CurrentPassword,
    reply: TotpOffer,
    access: 'full',
    rateLimit: guessing,
    async handle(request, services) {
      const account = await ownRecord(services, request)
      await demandPassword(account, checked(CurrentPassword, request.body).password, '/password')
      const secret = newSecret(services.outside)
      await act(services, request, offerTotp, {
        sealed: services.secrets.seal(secret).toString('hex'),
      })
      return offerOf(secret, 'Sekisho', account.name)
    },
  },
  {
    method: 'POST',
    url: '/api/account/totp/confirm',
    title: '2段階の確認を設定する',
    body: Code,
    reply: RecoveryCodes,
    access: 'full',
    rateLimit: guessing,
    async handle(request, services) {
      const account = await ownRecord(services, request)
      if (!account.totp_secret) refuse('totp-not-begun')
      const step =
        stepOf(
          services.secrets.open(account.totp_secret),
          checked(Code, request.body).code,
          services.outside.now(),
        ) ?? refuse('code-wrong')
      const recoveryCodes = newRecoveryCodes(services.outside)
      await act(services, request, confirmTotp, {
        step,
        recoveryHashes: recoveryCodes.map(recoveryHash),
      })
      return { recoveryCodes }
    },
  },
  {
    method: 'DELETE',
    url: '/api/account/totp',
    title: '2段階の確認を解除する',
    body: CurrentPassword,
    access: 'full',
    rateLimit: guessing,
    async handle(request, services) {
      await demandPassword(
        await ownRecord(services, request),
        checked(CurrentPassword, request.body).password,
        '/password',
      )
      await act(services, request, removeTotp, {})
    },
  },
  {
    method: 'DELETE',
    url: '/api/account/sessions',
    title: 'ほかのサインインをすべて終わらせる',
    access: 'full',
    handle: async (request, services) => {
      await act(services, request, endSessions, { except: ownSession(request).id })
    },
  },
  writes(
    endSessions,
    {
      method: 'DELETE',
      url: '/api/account/sessions/:id',
      title: 'サインインを一つ終わらせる',
      params: IdPath,
    },
    ({ params }) => ({ only: params.id }),
  ),
  {
    method: 'POST',
    url: '/api/account/tokens',
    title: 'APIトークンを作る',
    body: CreateToken,
    reply: CreatedToken,
    status: 201,
    access: 'full',
    async handle(request, services) {
      const session = ownSession(request)
      const input = checked(CreateToken, request.body)
      const { token, hash } = newToken(services, session.organizationId)
      const { id } = await perform(
        services.gate,
        session.organizationId,
        request.actor,
        createToken,
        { ...input, tokenHash: hash },
      )
      return { id, token }
    },
  },
  writes(
    endToken,
    {
      method: 'DELETE',
      url: '/api/account/tokens/:id',
      title: 'APIトークンを取り消す',
      params: IdPath,
    },
    ({ params }) => params,
  ),
]

const ResetBody = Type.Object(
  { withTotp: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
const AdministratorBody = Type.Object(
  { administrator: Type.Boolean() },
  { additionalProperties: false },
)

/** Everybody's accounts, for those who keep them. A temporary password is made here, shown once and never kept. */
const everybody: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/accounts',
    title: 'アカウントの一覧',
    reply: Type.Array(AccountRow),
    access: 'full',
    handle: async (request, { gate }) =>
      gate.enter(request.organizationId, request.actor, 'read', async (handle) => {
        demandAdminister(handle, { ja: 'アカウントの閲覧', en: 'looking at accounts' })
        return accountRows(handle)
      }),
  },
  {
    method: 'POST',
    url: '/api/accounts',
    title: '職員等を招待する',
    body: Invite,
    reply: TemporaryPassword,
    status: 201,
    access: 'full',
    async handle(request, services) {
      const body = checked(Invite, request.body)
      const password = temporarySecret(services.outside, body.kind ?? 'password')
      const input = { ...body, hash: await hashOf(services, password) }
      return {
        ...(await perform(services.gate, request.organizationId, request.actor, invite, input)),
        password,
      }
    },
  },
  {
    method: 'POST',
    url: '/api/accounts/:id/password',
    title: 'パスワードを再設定する',
    params: IdPath,
    body: ResetBody,
    reply: TemporaryPassword,
    access: 'full',
    async handle(request, services) {
      const { id } = request.params as { id: string }
      const { kind } =
        (await services.gate.enter(request.organizationId, request.actor, 'read', (handle) =>
          accountRow(handle, { id }),
        )) ?? refuse('not-found', { what: nouns.account })
      const password = temporarySecret(services.outside, kind)
      const input = {
        id,
        kind,
        withTotp: checked(ResetBody, request.body ?? {}).withTotp ?? false,
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
    },
  },
  writes(
    setAdministrator,
    {
      method: 'PUT',
      url: '/api/accounts/:id/administrator',
      title: '管理者にする、やめさせる',
      params: IdPath,
      body: AdministratorBody,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    endAccount,
    { method: 'DELETE', url: '/api/accounts/:id', title: 'アカウントを終わらせる', params: IdPath },
    ({ params }) => params,
  ),
]

export const accountRoutes: readonly Route[] = [...own, ...everybody]
