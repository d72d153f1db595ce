import type { SayOf } from '#ui/i18n/index.ts'
import { defineTexts } from '#ui/i18n/index.ts'

/** The texts of the pages of `transfers`. */
export const text = await defineTexts('transfers', {
  ja: () => import('./locales/ja.json'),
  en: () => import('./locales/en.json'),
})

/** Translates the texts of the transfers. */
export type SayTransfers = SayOf<typeof text>
