import type { Language } from '#kernel/words/words.ts'

/**
 * The language of a request by Accept-Language: English where it is preferred to Japanese,
 * otherwise Japanese.
 */
export function languageOf(header: string | undefined): Language {
  const weights: Record<Language, number> = { ja: 0, en: 0 }
  for (const range of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const weight = Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1)
    const primary = tag.split('-')[0]
    if (primary === 'ja' || primary === 'en')
      weights[primary] = Math.max(weights[primary], Number.isNaN(weight) ? 0 : weight)
  }
  return weights.en > weights.ja ? 'en' : 'ja'
}
