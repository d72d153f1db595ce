import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `courses`. */
export const text = await defineTexts('courses', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
