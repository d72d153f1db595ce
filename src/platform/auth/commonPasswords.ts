import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Below this strength of zxcvbn (0 to 4) a password is found within 10^8 guesses. */
const leastScore = 3

let checker: Promise<ZxcvbnFactory> | undefined

/** The lists are read when the first password is chosen. */
async function loadChecker(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, common, japanese] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-ja'),
  ])
  return new Factory({
    dictionary: { ...common.dictionary, ...japanese.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: 100,
  })
}

/**
 * Whether a password is common: known from lists of leaked ones, made of common words, names,
 * neighbouring keys or dates. `words`: what others know of its owner.
 */
export async function isCommonPassword(
  password: string,
  words: readonly string[],
): Promise<boolean> {
  const text = password.normalize('NFKC')
  if (isMadeOf(text, words)) return true
  checker ??= loadChecker()
  return (await checker).check(text, [...words]).score < leastScore
}

/** Whether nothing but digits and signs is left without these words. */
function isMadeOf(password: string, words: readonly string[]): boolean {
  const parts = words
    .map((word) => word.normalize('NFKC').toLowerCase())
    .flatMap((word) => [word.replaceAll(/\s/g, ''), ...word.split(/[\s.\-_@]+/)])
    .filter((part) => [...part].length > 1)
    .toSorted((a, b) => b.length - a.length)
  let rest = password.toLowerCase()
  for (const part of parts) rest = rest.replaceAll(part, '')
  return rest.length < password.length && !/\p{L}/u.test(rest)
}
