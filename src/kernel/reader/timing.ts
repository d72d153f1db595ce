/** By when and how often. */
import { DEADLINES, PERIODS } from './lexicon.ts'

/** The words that say by when, joined by `;` when there are several; '' when none. */
export function deadlineOf(text: string): string {
  const found: string[] = []
  for (const { words, pattern } of DEADLINES) {
    if (!words.some((w) => text.includes(w))) continue
    const match = pattern.exec(text)
    if (
      match &&
      match[0].trim() !== '' &&
      !found.some((f) => f.includes(match[0]) || match[0].includes(f))
    )
      found.push(match[0].trim().replace(/、$/, ''))
  }
  return found.slice(0, 2).join(';')
}

/** 速やかに and the like in an announcing sentence hold for what it announces. */
export function urgencyOf(text: string): string {
  return /速やかに|迅速に|直ちに|遅滞なく|早急に/.exec(text)?.[0] ?? ''
}

/** How often; several joined by `, `; '' when the wording says nothing. */
export function periodOf(text: string): string {
  const found = PERIODS.filter((p) => p.pattern.test(text)).map((p) => p.period)
  const first = found[0]
  if (first === undefined) return ''
  return found.includes('as-needed') && (first === 'yearly' || first === 'regularly')
    ? `${first}, as-needed`
    : first
}
