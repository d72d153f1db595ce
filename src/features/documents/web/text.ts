import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `documents`. */
export const text = await defineTexts('documents', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
