/** The languages of the screens; Japanese comes first. */
export type Language = 'ja' | 'en'

/** A short text in both languages, for places that are drawn before a page's own dictionary is loaded (titles, the rail). */
export type Words = Readonly<Record<Language, string>>

/** A dictionary: flat keys, `{{name}}` stands for a value. */
export type Dictionary = Readonly<Record<string, string>>

/** The texts of one feature's pages in both languages; the type holds the keys of both equal. */
export interface Text<Key extends string = string> {
  readonly name: string
  readonly ja: Readonly<Record<Key, string>>
  readonly en: Readonly<Record<Key, string>>
}

/** Defines a feature's texts (`src/features/<feature>/web/text.ts`); `name` is the feature's folder. */
export function defineText<const J extends Dictionary>(
  name: string,
  languages: { readonly ja: J; readonly en: Readonly<Record<keyof J, string>> },
): Text<Extract<keyof J, string>> {
  return { name, ja: languages.ja, en: languages.en }
}
