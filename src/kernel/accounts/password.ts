import type { AccountRules } from '../packs/types.ts'

/** Whose password it is to be: what it may not contain. */
export interface PasswordOwner {
  /** Name of the account. */
  readonly account: string
  /** Name of the person, with spaces or without. */
  readonly name: string
}

/** What is asked of a password, a sentence a rule, for the page that asks for one. */
export function passwordRules(rules: AccountRules['password']): string[] {
  return [
    `${rules.minLength}文字以上`,
    ...(rules.classes > 1 ? [`大文字・小文字・数字・記号のうち${rules.classes}種類以上`] : []),
    ...(rules.notContaining.length > 0 ? ['利用者IDや氏名を含まない'] : []),
    ...(rules.history > 0 ? [`前の${rules.history}回と違う`] : []),
  ]
}

/** Every rule of the pack that the password breaks, each in a sentence; the earlier passwords are known only to the server. */
export function passwordFaults(
  rules: AccountRules['password'],
  password: string,
  owner: PasswordOwner,
): string[] {
  const faults: string[] = []
  const text = password.normalize('NFKC')
  if ([...text].length < rules.minLength)
    faults.push(
      `パスワードは${rules.minLength}文字以上にしてください（今は${[...text].length}文字です）。`,
    )
  if (classesOf(text) < rules.classes)
    faults.push(
      `大文字・小文字・数字・記号のうち${rules.classes}種類以上を混ぜてください（今は${classesOf(text)}種類です）。`,
    )
  if (rules.notContaining.includes('account') && contains(text, [owner.account]))
    faults.push('利用者IDを含まないパスワードにしてください。')
  if (rules.notContaining.includes('name') && contains(text, owner.name.split(/\s+/)))
    faults.push('氏名を含まないパスワードにしてください。')
  return faults
}

function classesOf(text: string): number {
  return [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter((kind) =>
    kind.test(text),
  ).length
}

/** Words of a single letter are too common to forbid. */
function contains(text: string, words: readonly string[]): boolean {
  const low = text.toLowerCase()
  return words
    .map((word) => word.normalize('NFKC').toLowerCase())
    .some((word) => [...word].length > 1 && low.includes(word))
}
