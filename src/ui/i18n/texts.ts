export type { Language, Words } from '#kernel/words/words.ts'

/** A dictionary as its JSON file holds it: flat keys, `{{name}}` stands for a value, `key_one` and `key_other` are two forms of `key` that the number `{{count}}` chooses between. */
export type Dictionary = Readonly<Record<string, string>>

/** The keys of a dictionary as pages write them: without the endings of the forms. */
export type KeyOf<D> = Extract<keyof D, string> extends infer Key ? BaseKey<Key> : never
type BaseKey<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key & string

/** `Then` where two dictionaries have the same keys, otherwise a type that nothing fits, with the keys that only one of them has. */
export type WithSameKeys<J, E, Then> = [KeyOf<J>, KeyOf<E>] extends [KeyOf<E>, KeyOf<J>]
  ? Then
  : { readonly onlyInOne: Exclude<KeyOf<J>, KeyOf<E>> | Exclude<KeyOf<E>, KeyOf<J>> }

/** The texts of one feature's pages, by their name; the type carries their keys. */
export interface TextBundle<Key extends string = string> {
  readonly name: string
  /** Carried by the type alone. */
  readonly keys?: Key
}
