import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import {
  Id,
  AccountName,
  strict,
  orNull,
  Kind,
  IdPath,
  PasskeyRow,
  SessionRow,
  TokenRow,
} from './common.ts'

/** Accounts of all persons, for administrators. */

export const Invite = Type.Object(
  {
    person: Id,
    kind: Type.Optional(Kind),
    /** Left out with a personal code: the staff number is the name of the account. */
    account: Type.Optional(AccountName),
    administrator: Type.Optional(Type.Boolean()),
  },
  strict,
)

/** The temporary password; this response to its maker is the only one that has it. */
export const TemporaryPassword = Type.Object({
  id: Id,
  account: Type.String(),
  password: Type.String(),
  kind: Kind,
})
export type TemporaryPassword = Static<typeof TemporaryPassword>

export const AccountRow = Type.Object({
  id: Id,
  person: Id,
  personName: Type.String(),
  unitTitle: Type.String(),
  name: Type.String(),
  kind: Kind,
  administrator: Type.Boolean(),
  totp: Type.Boolean(),
  passkeys: Type.Integer(),
  /** How many sessions are open and how many tokens are in force. */
  sessions: Type.Integer(),
  tokens: Type.Integer(),
  mustChange: Type.Boolean(),
  lockedUntil: orNull,
  signedInAt: orNull,
  suspendedAt: orNull,
  endedAt: orNull,
})
export type AccountRow = Static<typeof AccountRow>

/** From where and with what somebody reaches the program. */
export const AccountAccess = Type.Object({
  id: Id,
  name: Type.String(),
  personName: Type.String(),
  own: Type.Boolean(),
  totp: Type.Boolean(),
  recoveryCodesLeft: Type.Integer(),
  passkeys: Type.Array(PasskeyRow),
  sessions: Type.Array(SessionRow),
  tokens: Type.Array(TokenRow),
})
export type AccountAccess = Static<typeof AccountAccess>

const SessionPath = Type.Object({ id: Id, session: Id })
const TokenPath = Type.Object({ id: Id, token: Id })

const ResetBody = Type.Object({ withTotp: Type.Optional(Type.Boolean()) }, strict)

const AdministratorBody = Type.Object({ administrator: Type.Boolean() }, strict)

export const administrationEndpoints = {
  accounts: endpoint({
    method: 'GET',
    url: '/api/accounts',
    title: 'アカウントの一覧',
    reply: Type.Array(AccountRow),
  }),
  proposeAccount: endpoint({
    method: 'GET',
    url: '/api/accounts/proposal',
    title: '利用者IDの案',
    query: Type.Object({ person: Id }),
    reply: Type.Object({ account: Type.String() }),
  }),
  invite: endpoint({
    method: 'POST',
    url: '/api/accounts',
    title: '職員等を招待する',
    body: Invite,
    reply: TemporaryPassword,
    status: 201,
  }),
  resetPassword: endpoint({
    method: 'POST',
    url: '/api/accounts/:id/password',
    title: 'パスワードを再設定する',
    params: IdPath,
    body: ResetBody,
    reply: TemporaryPassword,
  }),
  setAdministrator: endpoint({
    method: 'PUT',
    url: '/api/accounts/:id/administrator',
    title: '管理者にする、やめさせる',
    params: IdPath,
    body: AdministratorBody,
  }),
  accountAccess: endpoint({
    method: 'GET',
    url: '/api/accounts/:id/access',
    title: 'アカウントのサインイン・トークン・2段階の確認',
    params: IdPath,
    reply: AccountAccess,
  }),
  endAccountAccess: endpoint({
    method: 'DELETE',
    url: '/api/accounts/:id/access',
    title: 'アカウントのサインインとトークンをすべて終わらせる',
    params: IdPath,
  }),
  endAccountSession: endpoint({
    method: 'DELETE',
    url: '/api/accounts/:id/sessions/:session',
    title: 'アカウントのサインインを一つ終わらせる',
    params: SessionPath,
  }),
  endAccountToken: endpoint({
    method: 'DELETE',
    url: '/api/accounts/:id/tokens/:token',
    title: 'アカウントのトークンを一つ取り消す',
    params: TokenPath,
  }),
  resetFactors: endpoint({
    method: 'DELETE',
    url: '/api/accounts/:id/factors',
    title: 'アカウントの2段階の確認を解除する',
    params: IdPath,
  }),
  endAccount: endpoint({
    method: 'DELETE',
    url: '/api/accounts/:id',
    title: 'アカウントを終わらせる',
    params: IdPath,
  }),
}
