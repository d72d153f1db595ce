import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `campaigns`. */
export const text = await defineTexts('campaigns', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
