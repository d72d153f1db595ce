import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect, useRef } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { everyKey, queryClient } from '../api.ts'
import { useLanguage } from '../i18n/index.ts'
import { markJapanese } from '../i18n/markJapanese.ts'
import type { Language } from '../i18n/texts.ts'
import { useYears } from '../preferences.ts'
import type { Feature } from './feature.ts'
import { FeaturesContext, mergeFeatures } from './features.ts'
import { createAppRouter } from './router.tsx'
import { hasJapaneseFace } from '../theme/ownFace.ts'
import '../theme/theme.css'
import '../theme/print.css'

/**
 * Refetches all data when the language of the screen changes: the server writes texts in that
 * language.
 */
function useRefetchOnLanguage(language: Language): void {
  const previous = useRef(language)
  useEffect(() => {
    if (previous.current === language) return
    previous.current = language
    void queryClient.invalidateQueries({ queryKey: everyKey })
  }, [language])
}

/**
 * Renders the screens of the features: the language and calendar of the controls, the query cache,
 * the pages.
 */
export async function startApp(list: readonly Feature[]): Promise<void> {
  // Before anything is drawn, so that no letter is ever a box.
  if (!hasJapaneseFace()) await import('../theme/fonts.ts')
  const features = mergeFeatures(list)
  const router = createAppRouter(features)
  function Web() {
    const language = useLanguage()
    useRefetchOnLanguage(language)
    useEffect(() => (language === 'ja' ? undefined : markJapanese(document.body)), [language])
    const calendar = useYears() === 'japanese' ? '-u-ca-japanese' : ''
    return (
      <I18nProvider locale={`${language === 'ja' ? 'ja-JP' : 'en-GB'}${calendar}`}>
        <QueryClientProvider client={queryClient}>
          <FeaturesContext value={features}>
            <RouterProvider router={router} />
          </FeaturesContext>
        </QueryClientProvider>
      </I18nProvider>
    )
  }
  const root = document.querySelector('#app')
  if (root === null) throw new Error('index.html has no #app')
  createRoot(root).render(
    <StrictMode>
      <Web />
    </StrictMode>,
  )
}
