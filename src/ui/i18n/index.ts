import i18next from 'i18next'
import type { FormatterModule } from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import en from './locales/en.json'
import ja from './locales/ja.json'
import { signsIn } from './signs.ts'
import type { Signs } from './signs.ts'
import type { Dictionary, KeyOf, Language, TextBundle, WithSameKeys, Words } from './texts.ts'

const storageKey = 'sekisho.language'

/**
 * The texts of the parts. They are in the first bundle in both languages, so that the failure to
 * load a page can be reported.
 */
const commonTexts = bothOf('kit', ja, en)

function firstLanguage(): Language {
  const stored = globalThis.localStorage?.getItem(storageKey)
  return stored === 'en' ? 'en' : 'ja'
}

const instance = i18next.createInstance()
/**
 * Formats `count` with thousands separators; other numbers (of a row, of an edition) stay as they
 * are.
 */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, _language, options) =>
    typeof value === 'number' && options?.['interpolationkey'] === 'count'
      ? value.toLocaleString('en')
      : String(value ?? ''),
}
const ready = instance
  .use(formatter)
  .use(initReactI18next)
  .init({
    lng: firstLanguage(),
    fallbackLng: 'ja',
    ns: [commonTexts.name],
    defaultNS: commonTexts.name,
    resources: {
      ja: { [commonTexts.name]: commonTexts.ja },
      en: { [commonTexts.name]: commonTexts.en },
    },
    interpolation: {
      escapeValue: false,
      alwaysFormat: true,
    },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    react: { useSuspense: false },
  })
void ready
document.documentElement.lang = firstLanguage()

/**
 * The values of the `{{name}}` places of a text. `count` selects the plural form and is written
 * with thousands separators.
 */
interface TextValues {
  readonly [name: string]: string | number | undefined
  readonly count?: number
}
export type Translate<Key extends string> = (key: Key, values?: TextValues) => string
/** The type of the function that `useTexts(text)` returns. */
export type SayOf<T extends TextBundle> = T extends TextBundle<infer Key> ? Translate<Key> : never

type Loader<D> = () => Promise<{ readonly default: D }>
type Loaders = Readonly<Record<Language, Loader<Dictionary>>>

/** The loaders of the features' texts, by the name of the feature. */
const loadersByName = new Map<string, Loaders>()
/** The language of the screen, or the one it is about to switch to. */
let language = firstLanguage()

/**
 * Loads the texts of a feature's pages (`src/features/<feature>/web/text.ts`) in the language of
 * the screen; the other language is loaded when the person switches to it. `name` is the feature's
 * folder. The compiler refuses dictionaries whose keys differ.
 */
export async function defineTexts<J extends Dictionary, E extends Dictionary>(
  name: string,
  loaders: { readonly ja: Loader<J>; readonly en: Loader<E> & WithSameKeys<J, E, unknown> },
): Promise<TextBundle<KeyOf<J>>> {
  loadersByName.set(name, loaders)
  await Promise.all([
    addBundle(name, loaders, currentLanguage()),
    addBundle(name, loaders, language),
  ])
  return { name }
}

async function addBundle(name: string, loaders: Loaders, next: Language): Promise<void> {
  if (instance.hasResourceBundle(next, name)) return
  instance.addResourceBundle(next, name, (await loaders[next]()).default)
}

function bothOf<J extends Dictionary, E extends Dictionary>(
  name: string,
  japanese: J,
  english: E & WithSameKeys<J, E, unknown>,
): TextBundle<KeyOf<J>> & { readonly ja: J; readonly en: E } {
  return { name, ja: japanese, en: english }
}

/**
 * The texts of a feature in the language of the screen: `const say = useTexts(text)`, then
 * `say('title', { name })`.
 */
export function useTexts<Key extends string>(text: TextBundle<Key>): Translate<Key> {
  const { t } = useTranslation(text.name, { i18n: instance })
  return useCallback((key: Key, values: TextValues = {}) => t(key, { ...values }), [t])
}

/** The texts of the parts. */
export function useCommonTexts(): SayOf<typeof commonTexts> {
  return useTexts(commonTexts)
}

/** The language of the screen, for code outside components. */
export function currentLanguage(): Language {
  return instance.language === 'en' ? 'en' : 'ja'
}

/** The language of the screen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation(commonTexts.name, { i18n: instance })
  return i18n.language === 'en' ? 'en' : 'ja'
}

/** A short text in the language of the screen. */
export function useLocalize(): (text: Words) => string {
  const language = useLanguage()
  return useCallback((text: Words) => text[language], [language])
}

/**
 * Switches the screen's language and stores it on this device. If the texts cannot be loaded, the
 * language stays as it is.
 */
export async function setLanguage(next: Language): Promise<void> {
  language = next
  try {
    await Promise.all([...loadersByName].map(([name, loaders]) => addBundle(name, loaders, next)))
  } catch {
    language = currentLanguage()
    return
  }
  if (language !== next) return
  globalThis.localStorage?.setItem(storageKey, next)
  document.documentElement.lang = next
  await instance.changeLanguage(next)
}

/** The signs of the language of the screen. A component that shows texts is drawn anew with it. */
export function signs(): Signs {
  return signsIn[currentLanguage()]
}
