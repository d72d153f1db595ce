import type { SayOf } from '#ui/i18n/index.ts'
import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `registers`. */
export const text = await defineTexts('registers', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})

/** Translates the texts of the registers. */
export type SayRegisters = SayOf<typeof text>
