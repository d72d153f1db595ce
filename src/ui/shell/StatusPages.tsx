import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { ApiProblem } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'

/** The page for an unknown address. */
export function NotFoundPage() {
  const common = useCommonTexts()
  return (
    <div className="max-w-xl space-y-4 pt-6">
      <h1 className="text-[1.625rem]">{common('missing.title')}</h1>
      <p>{common('missing.detail')}</p>
      <ButtonLink kind="line" href="/">
        {common('missing.home')}
      </ButtonLink>
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
