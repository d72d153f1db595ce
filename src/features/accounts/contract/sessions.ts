import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Id, strict, orNull, Code } from './common.ts'
import { Assertion, RequestOptions } from './passkeys.ts'

/** The session of the browser: sign in, second factor, sign out. */

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

/** What is still required after the password was correct. */
export const SignInResult = Type.Object({
  /** A code of the authenticator is required: `POST /api/session/code`. */
  codeNeeded: Type.Boolean(),
  /** The password must be changed: `PUT /api/account/password`. */
  mustChange: Type.Boolean(),
  /** The policy requires a second factor of this person: it must be set up before anything else. */
  totpWanted: Type.Boolean(),
  /** What may be given where a code is needed. */
  by: Type.Object({ totp: Type.Boolean(), passkey: Type.Boolean() }),
})
export type SignInResult = Static<typeof SignInResult>

const GivePasskey = Type.Object({ response: Assertion }, strict)

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
  /** When this person signed in before this session. */
  lastSignInAt: orNull,
  mustChange: Type.Boolean(),
  strength: Type.Union([Type.Literal('password'), Type.Literal('full')]),
  abilities: Type.Array(Type.String()),
  /** The session was opened at a shared terminal; it ends after this time without use. */
  terminal: Type.Union([Type.Object({ idleMinutes: Type.Integer() }), Type.Null()]),
})
export type SessionAnswer = Static<typeof SessionAnswer>

export const sessionEndpoints = {
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
  offerPasskeySignIn: endpoint({
    method: 'POST',
    url: '/api/session/passkey/options',
    title: 'パスキーでのサインインを始める',
    reply: Type.Object({ options: RequestOptions }),
  }),
  signInByPasskey: endpoint({
    method: 'POST',
    url: '/api/session/passkey',
    title: 'パスキーでサインインする',
    body: GivePasskey,
    reply: SignInResult,
  }),
  offerPasskeyProof: endpoint({
    method: 'POST',
    url: '/api/session/code/passkey/options',
    title: 'パスキーでの確認を始める',
    reply: Type.Object({ options: RequestOptions }),
  }),
  givePasskey: endpoint({
    method: 'POST',
    url: '/api/session/code/passkey',
    title: '確認コードの代わりにパスキーを使う',
    body: GivePasskey,
    reply: SignInResult,
  }),
  signOut: endpoint({
    method: 'DELETE',
    url: '/api/session',
    title: 'サインアウトする',
  }),
}
