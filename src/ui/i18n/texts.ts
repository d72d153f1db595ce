export type { Language, Words } from '#kernel/words/words.ts'

/**
 * A dictionary as in its JSON file. Keys are flat; `{{name}}` is replaced by a value; `key_one` and
 * `key_other` are the plural forms of `key`, which the number `{{count}}` selects.
 */
export type Dictionary = Readonly<Record<string, string>>

/** The keys of a dictionary as pages write them: without the suffixes of plural forms. */
export type KeyOf<D> = Extract<keyof D, string> extends infer Key ? BaseKey<Key> : never
type BaseKey<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key & string

/**
 * `Then` where two dictionaries have the same keys; otherwise a type to which nothing is assignable
 * and that names the keys that only one of them has.
 */
export type WithSameKeys<J, E, Then> = [KeyOf<J>, KeyOf<E>] extends [KeyOf<E>, KeyOf<J>]
  ? Then
  : { readonly onlyInOne: Exclude<KeyOf<J>, KeyOf<E>> | Exclude<KeyOf<E>, KeyOf<J>> }

/** The texts of a feature's pages by the feature's name; the type has their keys. */
export interface TextBundle<Key extends string = string> {
  readonly name: string
  /** Exists in the type only, never as a value. */
  readonly keys?: Key
}
