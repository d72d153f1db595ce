import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `layouts`. */
export const text = await defineTexts('layouts', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
