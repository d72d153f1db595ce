import { defineText } from '#ui/i18n/index.ts'

/** The texts of the pages of `cases`. */
export const text = await defineText('cases', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
