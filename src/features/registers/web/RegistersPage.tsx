import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { useText } from '#ui/i18n/index.ts'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { Icon } from '#ui/parts/icons.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { RegisterSummary } from '../contract.ts'
import { text } from './text.ts'

/** Counting on the server stops here. */
const countLimit = 10_000

/** All ledgers of the policy: how much each holds, and what waits there. */
export default function RegistersPage() {
  const say = useText(text)
  const { data, error, isPending } = useQuery({ queryKey: ['registers'], queryFn: ({ signal }) => api.get<readonly RegisterSummary[]>('/api/registers', { signal }) })
  return (
    <>
      <PageHeading title={say('registers')} lead={say('registersLead')} />
      <ProblemNotice error={error} />
      {isPending && <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">{[1, 2, 3].map((key) => <div key={key} className="skeleton h-40 rounded-12" />)}</div>}
      {data?.length === 0 && <EmptyState title={say('noRegisters')}>{say('noRegistersBody')}</EmptyState>}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">{data?.map((register) => <li key={register.id}><Ledger register={register} /></li>)}</ul>
    </>
  )
}

function Ledger({ register }: { readonly register: RegisterSummary }) {
  const say = useText(text)
  const { count, expired } = register
  return (
    <section aria-label={register.title} className="relative flex h-full flex-col rounded-12 border border-line px-5 pt-4 pb-4 hover:border-act-line hover:bg-act-soft/40">
      <h2 className="flex items-start gap-2.5 text-[1.0625rem] leading-150">
        <Icon name="registers" size={22} className="mt-0.5 text-act" />
        <Link quiet href={`/registers/${register.id}`}><span className="absolute inset-0" />{register.title}</Link>
      </h2>
      <p className="mt-3 flex items-baseline gap-1.5">
        <span className="text-[1.75rem] leading-none font-700 numerals">{count.toLocaleString()}</span>
        <span className="text-sub">{count >= countLimit ? say('orMore') : say('lines')}</span>
      </p>
      {count === 0 && <p className="mt-2 text-[0.9375rem] leading-160 text-sub">{register.mayWrite ? say('emptyTeach') : say('emptyRead')}</p>}
      <div className="relative z-[1] mt-auto flex flex-wrap items-center gap-x-4 gap-y-2 pt-4 text-[0.9375rem]">
        {expired > 0 && <Link href={`/registers/${register.id}?f.keep=expired`}><span className="text-warn">▲ {say('expiredCount', { count: expired.toLocaleString() })}</span></Link>}
        {register.mayWrite && <span className="ml-auto"><ButtonLink size="small" kind="plain" icon="plus" href={`/registers/${register.id}/new`}>{say('add')}<span className="sr-only">（{register.title}）</span></ButtonLink></span>}
      </div>
    </section>
  )
}
