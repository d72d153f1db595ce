import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of cases. */
export const text = await defineTexts('cases', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
