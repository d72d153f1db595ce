import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the page of the journal. */
export const text = await defineTexts('journal', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
