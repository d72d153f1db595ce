import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `organization`. */
export const text = await defineTexts('organization', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})
