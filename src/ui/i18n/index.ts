import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { kit } from './kit.ts'
import type { Language, Text, Words } from './words.ts'

const remembered = 'sekisho.language'

function firstLanguage(): Language {
  const kept = globalThis.localStorage?.getItem(remembered)
  return kept === 'en' ? 'en' : 'ja'
}

const instance = i18next.createInstance()
const ready = instance.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: 'ja',
  ns: [kit.name],
  defaultNS: kit.name,
  resources: { ja: { [kit.name]: kit.ja }, en: { [kit.name]: kit.en } },
  interpolation: { escapeValue: false },
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  react: { useSuspense: false },
})
void ready
document.documentElement.lang = firstLanguage()

/** Values for the `{{name}}` places of a text. */
export type TextValues = Readonly<Record<string, string | number>>
export type Say<Key extends string> = (key: Key, values?: TextValues) => string

function load(text: Text): void {
  if (instance.hasResourceBundle('ja', text.name)) return
  instance.addResourceBundle('ja', text.name, text.ja)
  instance.addResourceBundle('en', text.name, text.en)
}

/** The texts of a feature in the language of the screen: `const say = useText(text)`, then `say('title', { name })`. */
export function useText<Key extends string>(text: Text<Key>): Say<Key> {
  load(text)
  const { t } = useTranslation(text.name, { i18n: instance })
  return useCallback((key: Key, values: TextValues = {}) => t(key, values), [t])
}

/** The kit's own texts. */
export function useKit(): Say<keyof typeof kit.ja & string> {
  return useText(kit)
}

/** The language of the screen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation(kit.name, { i18n: instance })
  return i18n.language === 'en' ? 'en' : 'ja'
}

/** A short text in the language of the screen. */
export function useWords(): (words: Words) => string {
  const language = useLanguage()
  return useCallback((words: Words) => words[language], [language])
}

/** Switches the screen's language and remembers it on this device. */
export function setLanguage(language: Language): void {
  globalThis.localStorage?.setItem(remembered, language)
  document.documentElement.lang = language
  void instance.changeLanguage(language)
}
