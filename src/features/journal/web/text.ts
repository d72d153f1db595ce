import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `journal`. */
export const text = await defineTexts('journal', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
