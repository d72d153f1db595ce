import { defineText } from '#ui/i18n/index.ts'

/** The texts of the pages of `layouts`. */
export const text = await defineText('layouts', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
