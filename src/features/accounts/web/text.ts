import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `accounts`. */
export const text = await defineTexts('accounts', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
