import type { AccountRules } from '../packs/types.ts'
import type { Words } from '../words/words.ts'

/** Whose password it is to be: what it may not contain. */
export interface PasswordOwner {
  /** Name of the account. */
  readonly account: string
  /** Name of the person, with spaces or without. */
  readonly name: string
}

/** The rules for a password, one sentence each, for the page on which it is entered. */
export function describePasswordRules(rules: AccountRules['password']): Words[] {
  return [
    { ja: `${rules.minLength}文字以上`, en: `at least ${rules.minLength} characters` },
    ...(rules.classes > 1
      ? [
          {
            ja: `大文字・小文字・数字・記号のうち${rules.classes}種類以上`,
            en: `at least ${rules.classes} of capitals, small letters, figures and signs`,
          },
        ]
      : []),
    ...(rules.notContaining.length > 0
      ? [{ ja: '利用者IDや氏名を含まない', en: 'without the account name or the name' }]
      : []),
    ...(rules.history > 0
      ? [{ ja: `前の${rules.history}回と違う`, en: `not one of the last ${rules.history}` }]
      : []),
  ]
}

/**
 * Every rule of the pack that the password breaks, each in a sentence; the earlier passwords are
 * known only to the server.
 */
export function passwordFaults(
  rules: AccountRules['password'],
  password: string,
  owner: PasswordOwner,
): Words[] {
  const faults: Words[] = []
  const text = password.normalize('NFKC')
  if ([...text].length < rules.minLength)
    faults.push({
      ja: `パスワードは${rules.minLength}文字以上にしてください（今は${[...text].length}文字です）。`,
      en: `A password has at least ${rules.minLength} characters (this has ${[...text].length}).`,
    })
  if (classesOf(text) < rules.classes)
    faults.push({
      ja: `大文字・小文字・数字・記号のうち${rules.classes}種類以上を混ぜてください（今は${classesOf(text)}種類です）。`,
      en: `Mix at least ${rules.classes} of capitals, small letters, figures and signs (this has ${classesOf(text)}).`,
    })
  if (rules.notContaining.includes('account') && contains(text, [owner.account]))
    faults.push({
      ja: '利用者IDを含まないパスワードにしてください。',
      en: 'Choose a password that does not contain the account name.',
    })
  if (rules.notContaining.includes('name') && contains(text, owner.name.split(/\s+/)))
    faults.push({
      ja: '氏名を含まないパスワードにしてください。',
      en: 'Choose a password that does not contain the name.',
    })
  return faults
}

function classesOf(text: string): number {
  return [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter((kind) =>
    kind.test(text),
  ).length
}

/** Words of a single letter are too common to forbid. */
function contains(text: string, words: readonly string[]): boolean {
  const lowerCase = text.toLowerCase()
  return words
    .map((word) => word.normalize('NFKC').toLowerCase())
    .some((word) => [...word].length > 1 && lowerCase.includes(word))
}
