import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { ApiProblem } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useOpenSearch } from './openSearch.ts'
import { useTitle } from './title.ts'

/** The page for an unknown address. */
export function NotFoundPage() {
  const common = useCommonTexts()
  const search = useOpenSearch()
  useTitle(common('missing.title'))
  return (
    <div className="max-w-xl space-y-4 pt-6">
      <h1 className="text-[1.625rem]">{common('missing.title')}</h1>
      <p>{common('missing.detail')}</p>
      <p className="rounded-8 bg-soft px-4 py-2 font-mono text-[0.875rem] break-all text-sub">
        {globalThis.location?.pathname}
      </p>
      <p className="flex flex-wrap gap-3">
        <ButtonLink kind="main" href="/">
          {common('missing.home')}
        </ButtonLink>
        {search !== undefined && (
          <Button icon="search" onPress={search}>
            {common('missing.search')}
          </Button>
        )}
        <Button onPress={() => globalThis.history.back()}>{common('missing.back')}</Button>
      </p>
    </div>
  )
}

/** The page for an error; it shows the server's message. */
export function ErrorPage({ error }: ErrorComponentProps) {
  const common = useCommonTexts()
  const router = useRouter()
  const problem = error instanceof ApiProblem ? error : undefined
  return (
    <div className="max-w-2xl pt-6">
      <Notice
        kind="stop"
        title={problem?.title ?? common('failed.title')}
        footer={<Button onPress={() => void router.invalidate()}>{common('failed.again')}</Button>}
      >
        {problem?.detail ?? common('failed.detail')}
      </Notice>
    </div>
  )
}

/** The skeleton of a page that is being loaded. */
export function LoadingPage() {
  const common = useCommonTexts()
  return (
    <output aria-label={common('opening')} className="block space-y-4">
      <div className="skeleton h-9 w-64 max-w-full" />
      <div className="skeleton h-40 w-full rounded-12" />
    </output>
  )
}
