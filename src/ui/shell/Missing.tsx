import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { ApiProblem } from '../api.ts'
import { useKit } from '../i18n/index.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'

/** There is no such page. */
export function Missing() {
  const kit = useKit()
  return (
    <div className="max-w-xl space-y-4 pt-6">
      <h1 className="text-[1.625rem]">{kit('missing.title')}</h1>
      <p>{kit('missing.detail')}</p>
      <ButtonLink kind="line" href="/">
        {kit('missing.home')}
      </ButtonLink>
    </div>
  )
}

/** A page that could not be shown; what the server said stands in it. */
export function Failed({ error }: ErrorComponentProps) {
  const kit = useKit()
  const router = useRouter()
  const problem = error instanceof ApiProblem ? error : undefined
  return (
    <div className="max-w-2xl pt-6">
      <Notice
        kind="stop"
        title={problem?.title ?? kit('failed.title')}
        foot={<Button onPress={() => void router.invalidate()}>{kit('failed.again')}</Button>}
      >
        {problem?.detail ?? kit('failed.detail')}
      </Notice>
    </div>
  )
}

/** The outline of a page while it is on its way. */
export function Opening() {
  const kit = useKit()
  return (
    <output aria-label={kit('opening')} className="block space-y-4">
      <div className="skeleton h-9 w-64 max-w-full" />
      <div className="skeleton h-40 w-full rounded-12" />
    </output>
  )
}
