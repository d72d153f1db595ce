import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Departures } from './Departures.tsx'
import { text } from './text.ts'

/** The differences of an imported document from the pack. */
export default function DocumentPage() {
  const say = useTexts(text)
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/policy/documents/:id', { params: { id } }))
  if (data === undefined) return <ProblemNotice error={error} />
  return (
    <>
      <PageHeading
        title={data.title}
        above={<Breadcrumb trail={[{ title: say('map'), href: '/policy' }]} />}
        lead={say('done', { attached: data.summary.attached, all: data.summary.provisionsInPack })}
      />
      <Departures document={data} />
    </>
  )
}
