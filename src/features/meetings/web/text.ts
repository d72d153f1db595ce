import { defineText } from '#ui/i18n/index.ts'

/** The texts of the pages of `meetings`. */
export const text = await defineText('meetings', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
