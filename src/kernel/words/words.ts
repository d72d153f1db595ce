/** The languages that the program speaks; Japanese comes first. */
export type Language = 'ja' | 'en'

/** A text of the program in both languages. */
export type Words = Readonly<Record<Language, string>>

/**
 * A text of the program, or a name from a pack or from data, which is the same in every language.
 */
export type Said = string | Words

/** The text in one language. */
export function inLanguage(said: Said, language: Language): string {
  return typeof said === 'string' ? said : said[language]
}

/**
 * Makes words of words: `compose` is called once a language with a function that says a part in it.
 */
export function composed(
  compose: Readonly<Record<Language, (say: (part: Said) => string) => string>>,
): Words {
  return {
    ja: compose.ja((part) => inLanguage(part, 'ja')),
    en: compose.en((part) => inLanguage(part, 'en')),
  }
}

/** 「甲、乙、丙」 / “a, b, c”, each once; empty parts are left out. */
export function listed(parts: readonly Said[]): Words {
  return joined(parts, '、', ', ')
}

/** 「甲と乙」 / “a and b”, each once. */
export function together(parts: readonly Said[]): Words {
  return joined(parts, 'と', ' and ')
}

function joined(parts: readonly Said[], ja: string, en: string): Words {
  const join = (language: Language, between: string): string =>
    [...new Set(parts.map((part) => inLanguage(part, language)))].filter(Boolean).join(between)
  return { ja: join('ja', ja), en: join('en', en) }
}

/** A person's name as a sentence says it: 「山田 太郎さん」 / “山田 太郎”. */
export function personWords(name: string): Words {
  return { ja: `${name}さん`, en: name }
}

/** A title of a pack as a sentence quotes it: 「…」 / “…”. */
export function quoted(title: Said): Words {
  return composed({ ja: (say) => `「${say(title)}」`, en: (say) => `“${say(title)}”` })
}

/** A name that is the same in both languages, as words. */
export function same(name: string): Words {
  return { ja: name, en: name }
}

/** Whoever belongs to the organisation. */
export const anyone: Words = { ja: '職員のだれか', en: 'anyone of the staff' }

/** The outcome of a case that was taken back, where the procedure has no end of its own for it. */
export const withdrawn: Words = { ja: '取下げ', en: 'withdrawn' }
