import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** What the API and the screens share about accounts, sessions, tokens and the first run. */

const Id = Type.String({ format: 'uuid' })
/** A name that can be seen: not blanks alone. */
const VisibleName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const Password = Type.String({ minLength: 1, maxLength: 200 })
const AccountName = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$' })
const strict = { additionalProperties: false } as const
const orNull = Type.Union([Type.String(), Type.Null()])

/** password: a name and a password of one's own · code: the staff number and a personal code, at shared terminals. */
export const Kind = Type.Enum(['password', 'code'])

export const IdPath = Type.Object({ id: Id })
export const SignIn = Type.Object(
  {
    account: Type.String({ maxLength: 200 }),
    password: Type.String({ maxLength: 200 }),
    /** The slug of the organisation, where the server has several. */
    organization: Type.Optional(Type.String({ maxLength: 60 })),
    /** At a shared terminal: `account` is the staff number, `password` the personal code. */
    terminal: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type SignIn = Static<typeof SignIn>

/** What still has to be done after the password was right. */
export const SignInResult = Type.Object({
  /** A code of the authenticator is asked: `POST /api/session/code`. */
  codeNeeded: Type.Boolean(),
  /** The password must be changed: `PUT /api/account/password`. */
  mustChange: Type.Boolean(),
  /** The policy asks this person for a second factor that is not set up. */
  totpWanted: Type.Boolean(),
})
export type SignInResult = Static<typeof SignInResult>

const Code = Type.Object({ code: Type.String({ maxLength: 40 }) }, strict)

const SessionRole = Type.Object({
  id: Type.String(),
  role: Type.String(),
  title: Type.String(),
  scope: Type.String(),
  scopeId: Type.String(),
  scopeTitle: Type.String(),
})
export const SessionAnswer = Type.Object({
  person: Type.Object({ id: Id, name: Type.String() }),
  account: Type.Object({ id: Id, name: Type.String(), administrator: Type.Boolean() }),
  organization: Type.Object({ id: Id, title: Type.String(), demo: Type.Boolean() }),
  unit: Type.Union([Type.Object({ id: Id, title: Type.String() }), Type.Null()]),
  roles: Type.Array(SessionRole),
  /** When this person last signed in before this time. */
  lastSignInAt: orNull,
  mustChange: Type.Boolean(),
  strength: Type.Union([Type.Literal('password'), Type.Literal('full')]),
  totpWanted: Type.Boolean(),
  abilities: Type.Array(Type.String()),
  /** The session was opened at a shared terminal; it ends by itself after this time without use. */
  terminal: Type.Union([Type.Object({ idleMinutes: Type.Integer() }), Type.Null()]),
})
export type SessionAnswer = Static<typeof SessionAnswer>

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
  sessions: Type.Array(
    Type.Object({
      id: Id,
      createdAt: Type.String(),
      seenAt: Type.String(),
      address: orNull,
      agent: orNull,
      current: Type.Boolean(),
    }),
  ),
  tokens: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      scopes: Type.Array(Type.String()),
      createdAt: Type.String(),
      expiresAt: orNull,
    }),
  ),
})
export type OwnAccount = Static<typeof OwnAccount>

export const CreateToken = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 100 }),
    scopes: Type.Array(Type.Union([Type.Literal('read'), Type.Literal('write')]), {
      minItems: 1,
      maxItems: 2,
    }),
    /** Last day that it serves. */
    until: Type.Optional(Type.String({ format: 'date' })),
  },
  strict,
)
/** The token itself is shown this once. */
const CreatedToken = Type.Object({ id: Id, token: Type.String() })

export const Invite = Type.Object(
  {
    person: Id,
    kind: Type.Optional(Kind),
    /** Left out with a personal code: the staff number takes its place. */
    account: Type.Optional(AccountName),
    administrator: Type.Optional(Type.Boolean()),
  },
  strict,
)
/** The temporary password is shown this once, to whoever made it. */
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
  mustChange: Type.Boolean(),
  lockedUntil: orNull,
  signedInAt: orNull,
  suspendedAt: orNull,
  endedAt: orNull,
})
export type AccountRow = Static<typeof AccountRow>

export const SetupState = Type.Object({
  needed: Type.Boolean(),
  packs: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      edition: Type.String(),
      rules: Type.Array(Type.String()),
    }),
  ),
  /** True where signing in must name the organisation. */
  several: Type.Boolean(),
})
export type SetupState = Static<typeof SetupState>

export const Setup = Type.Object(
  {
    code: Type.String({ maxLength: 60 }),
    pack: Type.String({ maxLength: 60 }),
    title: VisibleName,
    slug: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })),
    /** The first unit: the whole organisation, e.g. 町役場. */
    unit: VisibleName,
    administrator: Type.Object(
      {
        name: VisibleName,
        kana: Type.String({ maxLength: 100 }),
        account: AccountName,
        password: Password,
      },
      strict,
    ),
  },
  strict,
)
export type Setup = Static<typeof Setup>

const DraftPath = Type.Object({ key: Type.String({ minLength: 1, maxLength: 300 }) })
export const Draft = Type.Object({ values: Type.Unknown(), savedAt: Type.String() })

const ResetBody = Type.Object({ withTotp: Type.Optional(Type.Boolean()) }, strict)
const AdministratorBody = Type.Object({ administrator: Type.Boolean() }, strict)

export const endpoints = {
  session: endpoint({
    method: 'GET',
    url: '/api/session',
    title: 'サインインしている人',
    reply: SessionAnswer,
  }),
  signIn: endpoint({
    method: 'POST',
    url: '/api/session',
    title: 'サインインする',
    body: SignIn,
    reply: SignInResult,
  }),
  giveCode: endpoint({
    method: 'POST',
    url: '/api/session/code',
    title: '確認コードを入れる',
    body: Code,
    reply: SignInResult,
  }),
  signOut: endpoint({
    method: 'DELETE',
    url: '/api/session',
    title: 'サインアウトする',
  }),
  setupState: endpoint({
    method: 'GET',
    url: '/api/setup',
    title: '初めての設定が要るか',
    reply: SetupState,
  }),
  setUp: endpoint({
    method: 'POST',
    url: '/api/setup',
    title: '初めての設定をする',
    body: Setup,
    reply: SignInResult,
  }),
  readDraft: endpoint({
    method: 'GET',
    url: '/api/drafts/:key',
    title: '書きかけを読む',
    params: DraftPath,
    reply: Draft,
    mayBeEmpty: true,
  }),
  keepDraft: endpoint({
    method: 'PUT',
    url: '/api/drafts/:key',
    title: '書きかけを残す',
    params: DraftPath,
    body: Draft,
  }),
  dropDraft: endpoint({
    method: 'DELETE',
    url: '/api/drafts/:key',
    title: '書きかけを消す',
    params: DraftPath,
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
  accounts: endpoint({
    method: 'GET',
    url: '/api/accounts',
    title: 'アカウントの一覧',
    reply: Type.Array(AccountRow),
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
  endAccount: endpoint({
    method: 'DELETE',
    url: '/api/accounts/:id',
    title: 'アカウントを終わらせる',
    params: IdPath,
  }),
}
