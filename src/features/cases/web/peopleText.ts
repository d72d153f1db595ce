import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `cases.people`. */
export const peopleText = await defineTexts('cases.people', {
  ja: () => import('./locales/people.ja.json'),
  en: () => import('./locales/people.en.json'),
})
