import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `year`. */
export const text = await defineTexts('year', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
