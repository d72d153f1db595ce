import { setLanguage, useCommonTexts, useLanguage } from '../i18n/index.ts'
import type { Language } from '../i18n/texts.ts'

const languages: readonly (readonly [Language, string])[] = [
  ['ja', '日本語'],
  ['en', 'English'],
]

/** Two buttons that switch the language, for pages without the account menu. */
export function LanguageSwitch() {
  const common = useCommonTexts()
  const shown = useLanguage()
  return (
    <fieldset aria-label={common('account.language')} className="mt-6 flex gap-2">
      {languages.map(([language, name]) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === shown}
          onClick={() => void setLanguage(language)}
          className="min-h-11 cursor-pointer rounded-8 px-3 text-[0.9375rem] text-act underline aria-pressed:font-700 aria-pressed:text-ink aria-pressed:no-underline"
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
