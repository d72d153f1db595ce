import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of calls. */
export const text = await defineTexts('calls', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
