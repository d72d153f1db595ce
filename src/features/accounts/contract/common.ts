import { Type } from 'typebox'

/** Schemas that several parts of the contract of accounts use. */

export const Id = Type.String({ format: 'uuid' })

/** A visible name: not only blanks. */
export const VisibleName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })

export const Password = Type.String({ minLength: 1, maxLength: 200 })

export const AccountName = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$' })

export const strict = { additionalProperties: false } as const

export const orNull = Type.Union([Type.String(), Type.Null()])

/**
 * `password`: a name and a password · `code`: the staff number and a personal code, at shared
 * terminals.
 */
export const Kind = Type.Enum(['password', 'code'])

export const IdPath = Type.Object({ id: Id })

export const Code = Type.Object({ code: Type.String({ maxLength: 40 }) }, strict)

/** An open session. */
export const SessionRow = Type.Object({
  id: Id,
  createdAt: Type.String(),
  seenAt: Type.String(),
  address: orNull,
  agent: orNull,
  current: Type.Boolean(),
})

/** An API token in force. */
export const TokenRow = Type.Object({
  id: Id,
  title: Type.String(),
  scopes: Type.Array(Type.String()),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  usedAt: orNull,
  /** Where it was used last. */
  address: orNull,
})

/** A passkey. */
export const PasskeyRow = Type.Object({
  id: Id,
  title: Type.String(),
  createdAt: Type.String(),
  usedAt: orNull,
  /** A service copies it to other devices of the person. */
  synced: Type.Boolean(),
})
