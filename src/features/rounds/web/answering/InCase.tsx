import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { AnsweringProps } from '#ui/shell/feature.ts'
import { Answering } from './Answering.tsx'
import { UnsentNotice } from './UnsentNotice.tsx'

/** The items that a step of a case asks, on the page of the case. */
export default function InCase({ occurrence: id }: AnsweringProps) {
  const { data, error } = useQuery(queryOf('/api/occurrences/:id', { params: { id } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-40 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return (
    <>
      <UnsentNotice occurrence={id} />
      <Answering key={id} occurrence={data} />
    </>
  )
}
