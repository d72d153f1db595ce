import { createHash } from 'node:crypto'

/**
 * Draws by a seed and by what they are about: the same in every run, and none depends on the order
 * in which they are made.
 */
export interface Chance {
  /** At least 0, less than 1. */
  part(...about: readonly string[]): number
  /** A whole number from one to another, both included. */
  between(from: number, to: number, ...about: readonly string[]): number
}

export function chanceOf(seed: number): Chance {
  const part = (...about: readonly string[]): number =>
    createHash('sha256')
      .update(JSON.stringify([seed, ...about]))
      .digest()
      .readUInt32BE(0) /
    2 ** 32
  return {
    part,
    between: (from, to, ...about) => from + Math.floor(part(...about) * (to - from + 1)),
  }
}
