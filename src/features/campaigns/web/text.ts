import { defineText } from '#ui/i18n/index.ts'

/** The texts of the pages of `campaigns`. */
export const text = await defineText('campaigns', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
