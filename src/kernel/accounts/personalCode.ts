import type { Words } from '../words/words.ts'

/** What a pack asks of personal codes. */
export interface CodeRules {
  readonly minLength: number
}

/** The rules for a personal code, one sentence each, for the page on which it is entered. */
export function describeCodeRules(rules: CodeRules): Words[] {
  return [
    {
      ja: `${rules.minLength}文字以上の数字か英字`,
      en: `at least ${rules.minLength} figures or letters`,
    },
    {
      ja: '職員番号、同じ文字の並び、続き番号（123456など）は使えない',
      en: 'no staff number, no run of the same or of neighbouring characters (such as 123456)',
    },
    { ja: '前のコードと違う', en: 'not the code before' },
  ]
}

/**
 * Every rule that a personal code breaks, each in a sentence. `number`: the staff number of its
 * owner.
 */
export function codeFaults(rules: CodeRules, code: string, number: string): Words[] {
  const text = code.normalize('NFKC')
  const faults: Words[] = []
  if ([...text].length < rules.minLength)
    faults.push({
      ja: `個人コードは${rules.minLength}文字以上にしてください（今は${[...text].length}文字です）。`,
      en: `A personal code has at least ${rules.minLength} characters (this has ${[...text].length}).`,
    })
  if (!/^[A-Za-z0-9]*$/.test(text))
    faults.push({
      ja: '個人コードは数字と英字だけにしてください。',
      en: 'Use only figures and letters in a personal code.',
    })
  const normalizedNumber = number
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
  if (normalizedNumber.length > 2 && text.toLowerCase().includes(normalizedNumber))
    faults.push({
      ja: '職員番号を含まない個人コードにしてください。',
      en: 'Choose a code that does not contain the staff number.',
    })
  if (new Set(text).size <= 2 || isRun(text))
    faults.push({
      ja: '同じ文字の並びや続き番号でない個人コードにしてください。',
      en: 'Choose a code that is no run of the same or of neighbouring characters.',
    })
  return faults
}

/** 123456, fedcba: each character is the neighbour of the one before, all in one direction. */
function isRun(text: string): boolean {
  const steps = [...text]
    .slice(1)
    .map((_letter, index) => text.charCodeAt(index + 1) - text.charCodeAt(index))
  return steps.length > 0 && Math.abs(steps[0]!) === 1 && steps.every((step) => step === steps[0])
}
