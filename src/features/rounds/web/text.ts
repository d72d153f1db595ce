import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `rounds`. */
export const text = await defineTexts('rounds', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
