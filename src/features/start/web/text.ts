import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the start list. */
export const text = await defineTexts('start', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
