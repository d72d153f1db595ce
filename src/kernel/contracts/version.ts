import { Type } from 'typebox'

/** The largest number that a column of versions holds (int4). */
export const largestVersion = 2_147_483_647

/** The version of a record that the sender read. */
export const Version = Type.Integer({ minimum: 1, maximum: largestVersion })
