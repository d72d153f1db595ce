import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `meetings`. */
export const text = await defineTexts('meetings', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
