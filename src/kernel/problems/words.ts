/** The languages in which people are spoken to; Japanese comes first. */
export type Language = 'ja' | 'en'

/** One sentence in every language. */
export type Words = Readonly<Record<Language, string>>
