import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect, useRef } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { everyKey, queryClient } from '../api.ts'
import { useLanguage } from '../i18n/index.ts'
import type { Language } from '../i18n/words.ts'
import { useYears } from '../preferences.ts'
import type { Feature } from './feature.ts'
import { FeaturesContext, mergeFeatures } from './features.ts'
import { routerFor } from './router.tsx'
import '../theme/theme.css'
import '../theme/print.css'

/** What the server says in words is asked once more when the language of the screen has changed. */
function useAskedAnew(language: Language): void {
  const asked = useRef(language)
  useEffect(() => {
    if (asked.current === language) return
    asked.current = language
    void queryClient.invalidateQueries({ queryKey: everyKey })
  }, [language])
}

/** Draws the screens of the given features: the language and calendar of the controls, the answers of the API, the pages. */
export function start(given: readonly Feature[]): void {
  const features = mergeFeatures(given)
  const router = routerFor(features)
  function Web() {
    const language = useLanguage()
    useAskedAnew(language)
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
  const place = document.querySelector('#app')
  if (place === null) throw new Error('index.html has no #app')
  createRoot(place).render(
    <StrictMode>
      <Web />
    </StrictMode>,
  )
  void import('../theme/fonts.ts')
}
