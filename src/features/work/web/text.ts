import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `work`. */
export const text = await defineTexts('work', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
