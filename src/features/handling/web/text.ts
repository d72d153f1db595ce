import { defineText } from '#ui/i18n/index.ts'

/** The texts of the pages of `handling`. */
export const text = await defineText('handling', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
