import { Suspense } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { useIsNarrow } from '#ui/media.ts'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { useFeatures } from '#ui/shell/features.ts'
import type { StepCheckView } from '../contract/checks.ts'
import type { CaseView } from '../contract/caseView.ts'
import { text } from './text.ts'

/** What the present step looks at before it leads on; who acts answers it here. */
export function StepChecks({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  if (view.checks.length === 0) return null
  return (
    <section aria-label={say('checks')} className="space-y-4">
      <h3 className="text-[1rem]">{say('checks')}</h3>
      {view.checks.map((check) => (
        <StepCheck key={`${check.title}/${check.subject}`} check={check} />
      ))}
    </section>
  )
}

function StepCheck({ check }: { readonly check: StepCheckView }) {
  const say = useTexts(text)
  const { answering: Answering } = useFeatures()
  const isNarrow = useIsNarrow()
  const { kind, title, subject, href, occurrence, asked, answered, wrong, done } = check
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h4 className="text-[0.9375rem]">
          {href === null ? title : <Link href={href}>{title}</Link>}
          {subject !== '' && <span className="ml-3 font-400 text-sub">{subject}</span>}
        </h4>
        <Tag state={done ? 'good' : 'due'}>
          {kind === 'round'
            ? say(done ? 'roundKept' : 'roundOpen')
            : say('checked', { done: answered, count: asked })}
        </Tag>
      </div>
      {wrong.length > 0 && !done && (
        <p className="mb-2 text-[0.9375rem]">
          {say('checkWrong', { items: wrong.join(signs().list) })}
        </p>
      )}
      {/* On the phone the keys for answers would lie under those of the decision. */}
      {isNarrow && href !== null && kind === 'answers' && (
        <ButtonLink kind={done ? 'line' : 'main'} wide href={href}>
          {say(done ? 'lookAtChecks' : 'answerChecks')}
        </ButtonLink>
      )}
      {!isNarrow && occurrence !== null && Answering !== undefined && (
        <Suspense fallback={<div className="skeleton h-40 rounded-12" />}>
          <Answering occurrence={occurrence} />
        </Suspense>
      )}
    </div>
  )
}
