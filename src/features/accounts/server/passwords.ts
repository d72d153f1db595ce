import { codeFaults } from '#kernel/accounts/personalCode.ts'
import { passwordFaults } from '#kernel/accounts/password.ts'
import type { AccountRules } from '#kernel/packs/types.ts'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import { isCommonPassword } from '#platform/auth/commonPasswords.ts'
import { hashPassword, verifyPassword } from '#platform/auth/passwords.ts'
import type { Environment } from '#platform/environment.ts'
import type { Services } from '#platform/services.ts'

/** Letters and digits that are not mistaken for each other on paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz'
const capitals = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const figures = '23456789'

/** Generates a temporary password, 4 groups of 4 with every class of characters: about 78 bits. */
export function temporaryPassword(outside: Environment): string {
  const alphabet = letters + capitals + figures
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => pickCharacter(outside, alphabet)),
  )
  groups[0]![0] = pickCharacter(outside, capitals)
  groups[1]![0] = pickCharacter(outside, figures)
  groups[2]![0] = pickCharacter(outside, letters)
  return groups.map((group) => group.join('')).join('-')
}

/**
 * Picks a character with uniform probability: bytes above the last whole multiple of the alphabet
 * are drawn again.
 */
function pickCharacter(outside: Environment, alphabet: string): string {
  const limit = 256 - (256 % alphabet.length)
  for (;;) {
    const byte = outside.random(1)[0]!
    if (byte < limit) return alphabet[byte % alphabet.length]!
  }
}

export function hashOf(services: Services, password: string): Promise<string> {
  return hashPassword(password, services.environment.random(16), services.settings.passwordCost)
}

/**
 * Refuses a password that breaks rules of the pack or is common, with a sentence for each.
 * `organization`: how it is called; `earlier`: hashes of this account, the present one first.
 */
export async function demandGoodPassword(
  rules: AccountRules['password'],
  password: string,
  owner: { account: string; name: string; organization: readonly string[] },
  earlier: readonly string[] = [],
): Promise<void> {
  const sentences = passwordFaults(rules, password, owner)
  if (
    sentences.length === 0 &&
    (await isCommonPassword(password, [owner.account, owner.name, ...owner.organization]))
  )
    sentences.push({
      ja: 'よく使われる言葉や、利用者ID・氏名・組織の名前からできていて、推測されやすいパスワードです。関係のない言葉をいくつか並べてください。',
      en: 'It is made of common words or of your account, your name or the organisation, and easily guessed. Put together some unrelated words.',
    })
  for (const hash of earlier.slice(0, rules.history)) {
    if (!(await verifyPassword(hash, password))) continue
    sentences.push({
      ja: `前の${rules.history}回のパスワードと違うものにしてください。`,
      en: `Choose a password that differs from the last ${rules.history}.`,
    })
    break
  }
  if (sentences.length === 0) return
  throw new ProblemError(
    problem(
      'password-weak',
      { count: sentences.length },
      { faults: sentences.map((detail) => ({ at: '/password', detail })) },
    ),
  )
}

/**
 * Generates a temporary personal code of eight digits. The lock-out makes guessing infeasible, and
 * the code is changed at first use.
 */
function temporaryCode(outside: Environment): string {
  return Array.from({ length: 8 }, () => pickCharacter(outside, '0123456789')).join('')
}

/** Generates a temporary password or personal code, by the kind of the account. */
export function temporarySecret(outside: Environment, kind: 'password' | 'code'): string {
  return kind === 'code' ? temporaryCode(outside) : temporaryPassword(outside)
}

/**
 * Refuses a personal code that breaks a rule, or is the present one, with a sentence for each
 * fault.
 */
export async function demandGoodCode(
  rules: AccountRules['code'],
  code: string,
  number: string,
  present: string,
): Promise<void> {
  const sentences = codeFaults(rules, code, number)
  if (await verifyPassword(present, code))
    sentences.push({
      ja: '前と違う個人コードにしてください。',
      en: 'Choose a code that differs from the one before.',
    })
  if (sentences.length === 0) return
  throw new ProblemError(
    problem(
      'personal-code-weak',
      { count: sentences.length },
      { faults: sentences.map((detail) => ({ at: '/password', detail })) },
    ),
  )
}
