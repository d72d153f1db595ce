import { hash, verify } from '@node-rs/argon2'

/** Cost of a password hash: memory in KiB, passes, lanes. */
export interface PasswordCost {
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}

/**
 * argon2id with 19 MiB, two passes, one lane: the minimum that OWASP's Password Storage Cheat Sheet
 * (2025) recommends.
 */
export const defaultPasswordCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * Hashes a password; `salt` is 16 bytes. argon2id is the library's default algorithm. NFKC comes
 * first, so that the same key presses give the same password on every keyboard.
 */
export function hashPassword(
  password: string,
  salt: Buffer,
  cost: PasswordCost = defaultPasswordCost,
): Promise<string> {
  return hash(password.normalize('NFKC'), { ...cost, salt })
}

/** Whether the password is the one that was hashed. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFKC'))
}
