/** The languages that the program speaks; Japanese comes first. */
export type Language = 'ja' | 'en'

/** A text of the program in both languages. */
export type Words = Readonly<Record<Language, string>>
