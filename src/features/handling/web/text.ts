import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the page 「これをしてもいい？」. */
export const text = await defineTexts('handling', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
