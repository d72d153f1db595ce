import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `policy`. */
export const text = await defineTexts('policy', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
