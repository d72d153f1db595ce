import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `audits`. */
export const text = await defineTexts('audits', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
