import type { ReactNode } from 'react'
import { ApiProblem } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Notice } from './Notice.tsx'
import { Grounds } from './ProvisionRef.tsx'

/**
 * A refusal of the server: its sentence, each fault with its place, and the provisions that it is
 * based on. Any other error gets a general sentence.
 */
export function ProblemNotice({
  error,
  footer,
}: {
  readonly error: unknown
  readonly footer?: ReactNode
}) {
  const common = useCommonTexts()
  if (error === null || error === undefined) return null
  if (!(error instanceof ApiProblem))
    return (
      <Notice kind="stop" title={common('failed.title')} footer={footer}>
        {common('failed.detail')}
      </Notice>
    )
  return (
    <Notice kind="stop" title={error.title} footer={footer}>
      <p>{error.detail}</p>
      {error.faults.length > 0 && (
        <ul className="mt-2 list-disc pl-5">
          {error.faults.map((fault) => (
            <li key={`${fault.at}${fault.detail}`}>{fault.detail}</li>
          ))}
          {error.moreFaults > 0 && <li>{common('failed.more', { count: error.moreFaults })}</li>}
        </ul>
      )}
      {error.grounds.length > 0 && (
        <div className="mt-2">
          <Grounds provisions={[...new Set(error.grounds.map((ground) => ground.provision))]} />
        </div>
      )}
    </Notice>
  )
}
