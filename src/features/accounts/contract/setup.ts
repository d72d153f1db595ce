import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { VisibleName, Password, AccountName, orNull, strict } from './common.ts'
import { SignInResult } from './sessions.ts'

/** The first run: the first organization and its administrator. */

export const SetupState = Type.Object({
  needed: Type.Boolean(),
  packs: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      edition: Type.String(),
      /** What it is for and whom it suits, in the words of the pack. */
      summary: orNull,
      suits: orNull,
      /** What it holds. */
      holds: Type.Object({
        provisions: Type.Integer(),
        roles: Type.Integer(),
        procedures: Type.Integer(),
        registers: Type.Integer(),
      }),
      rules: Type.Array(Type.String()),
    }),
  ),
  /** The way through the demonstration, where the only organisation is one: as whom to sign in. */
  guide: Type.Array(
    Type.Object({ account: Type.String(), name: Type.String(), do: Type.String() }),
  ),
  /** Signing in must name the organisation, because there are several. */
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

export const setupEndpoints = {
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
}
