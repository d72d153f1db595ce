import { defineTexts } from '#ui/i18n/index.ts'

/** The texts about people in the pages of cases: papers, holdings and signatures. */
export const peopleText = await defineTexts('cases.people', {
  ja: () => import('./locales/people.ja.json'),
  en: () => import('./locales/people.en.json'),
})
