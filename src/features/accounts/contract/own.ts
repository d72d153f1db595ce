import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import {
  Id,
  Password,
  strict,
  orNull,
  Kind,
  IdPath,
  Code,
  SessionRow,
  TokenRow,
  PasskeyRow,
  VisibleName,
} from './common.ts'
import { CreationOptions, Registration } from './passkeys.ts'

/** The account of the person signed in: password, second factor, sessions, API tokens. */

const ChangePassword = Type.Object(
  { current: Type.String({ maxLength: 200 }), password: Password },
  strict,
)

export const PasswordRules = Type.Object({
  rules: Type.Array(Type.String()),
  setAt: Type.String(),
  mustChange: Type.Boolean(),
  kind: Kind,
})
export type PasswordRules = Static<typeof PasswordRules>

export const TotpOffer = Type.Object({
  uri: Type.String(),
  secret: Type.String(),
  svg: Type.String(),
})
export type TotpOffer = Static<typeof TotpOffer>

const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) })

const CurrentPassword = Type.Object({ password: Type.String({ maxLength: 200 }) }, strict)

export const OwnAccount = Type.Object({
  name: Type.String(),
  personName: Type.String(),
  administrator: Type.Boolean(),
  passwordSetAt: Type.String(),
  lastSignInAt: orNull,
  totp: Type.Union([Type.Literal('on'), Type.Literal('off'), Type.Literal('wanted')]),
  recoveryCodesLeft: Type.Integer(),
  passkeys: Type.Integer(),
  sessions: Type.Array(SessionRow),
  tokens: Type.Array(TokenRow),
  /** The last day that a new token may be valid. */
  lastTokenDay: Type.String(),
})
export type OwnAccount = Static<typeof OwnAccount>

/** The second factors of the account, also while one has still to be set up. */
export const OwnFactors = Type.Object({
  name: Type.String(),
  /** The policy asks for a second factor, because of a role. */
  required: Type.Boolean(),
  totp: Type.Boolean(),
  passkeys: Type.Array(PasskeyRow),
  recoveryCodesLeft: Type.Integer(),
  /** Passkeys can be used at the address of this installation. */
  passkeysPossible: Type.Boolean(),
})
export type OwnFactors = Static<typeof OwnFactors>

const AddPasskey = Type.Object({ title: VisibleName, response: Registration }, strict)
/** Recovery codes come with the first factor of an account only. */
const AddedPasskey = Type.Object({ id: Id, recoveryCodes: Type.Array(Type.String()) })

export const TokenWish = {
  title: Type.String({ minLength: 1, maxLength: 100 }),
  scopes: Type.Array(Type.Union([Type.Literal('read'), Type.Literal('write')]), {
    minItems: 1,
    maxItems: 2,
  }),
  /** The last day of its validity, at most a year ahead. */
  until: Type.String({ format: 'date' }),
}

/** A token outlives the session that it is made in, so the present password is asked for. */
const CreateToken = Type.Object({ ...TokenWish, ...CurrentPassword.properties }, strict)

/** The token itself; no other response has it. */
const CreatedToken = Type.Object({ id: Id, token: Type.String() })

/** Since when the calendar of the person has an address; null where it has none. */
const Calendar = Type.Object({ since: orNull })
/** The address itself; no other response has it. */
const CalendarAddress = Type.Object({ address: Type.String() })

export const ownAccountEndpoints = {
  ownCalendar: endpoint({
    method: 'GET',
    url: '/api/account/calendar',
    title: '自分の予定表のアドレスがあるか',
    reply: Calendar,
  }),
  makeCalendar: endpoint({
    method: 'POST',
    url: '/api/account/calendar',
    title: '予定表のアドレスを作る、または作り直す',
    reply: CalendarAddress,
    status: 201,
  }),
  endCalendar: endpoint({
    method: 'DELETE',
    url: '/api/account/calendar',
    title: '予定表のアドレスを取り消す',
  }),
  ownAccount: endpoint({
    method: 'GET',
    url: '/api/account',
    title: '自分のアカウント',
    reply: OwnAccount,
  }),
  passwordRules: endpoint({
    method: 'GET',
    url: '/api/account/password',
    title: 'パスワードの決まり',
    reply: PasswordRules,
  }),
  changePassword: endpoint({
    method: 'PUT',
    url: '/api/account/password',
    title: 'パスワードを変える',
    body: ChangePassword,
  }),
  offerTotp: endpoint({
    method: 'POST',
    url: '/api/account/totp',
    title: '2段階の確認の設定を始める',
    body: CurrentPassword,
    reply: TotpOffer,
  }),
  confirmTotp: endpoint({
    method: 'POST',
    url: '/api/account/totp/confirm',
    title: '2段階の確認を設定する',
    body: Code,
    reply: RecoveryCodes,
  }),
  removeTotp: endpoint({
    method: 'DELETE',
    url: '/api/account/totp',
    title: '2段階の確認を解除する',
    body: CurrentPassword,
  }),
  ownFactors: endpoint({
    method: 'GET',
    url: '/api/account/factors',
    title: '自分の2段階の確認',
    reply: OwnFactors,
  }),
  renewRecoveryCodes: endpoint({
    method: 'POST',
    url: '/api/account/recovery-codes',
    title: '回復コードを作り直す',
    body: CurrentPassword,
    reply: RecoveryCodes,
  }),
  offerPasskey: endpoint({
    method: 'POST',
    url: '/api/account/passkeys/options',
    title: 'パスキーの登録を始める',
    body: CurrentPassword,
    reply: Type.Object({ options: CreationOptions }),
  }),
  addPasskey: endpoint({
    method: 'POST',
    url: '/api/account/passkeys',
    title: 'パスキーを登録する',
    body: AddPasskey,
    reply: AddedPasskey,
    status: 201,
  }),
  renamePasskey: endpoint({
    method: 'PUT',
    url: '/api/account/passkeys/:id',
    title: 'パスキーの名前を変える',
    params: IdPath,
    body: Type.Object({ title: VisibleName }, strict),
  }),
  removePasskey: endpoint({
    method: 'DELETE',
    url: '/api/account/passkeys/:id',
    title: 'パスキーを取り除く',
    params: IdPath,
    body: CurrentPassword,
  }),
  endOtherSessions: endpoint({
    method: 'DELETE',
    url: '/api/account/sessions',
    title: 'ほかのサインインをすべて終わらせる',
  }),
  endSession: endpoint({
    method: 'DELETE',
    url: '/api/account/sessions/:id',
    title: 'サインインを一つ終わらせる',
    params: IdPath,
  }),
  createToken: endpoint({
    method: 'POST',
    url: '/api/account/tokens',
    title: 'APIトークンを作る',
    body: CreateToken,
    reply: CreatedToken,
    status: 201,
  }),
  endToken: endpoint({
    method: 'DELETE',
    url: '/api/account/tokens/:id',
    title: 'APIトークンを取り消す',
    params: IdPath,
  }),
}
