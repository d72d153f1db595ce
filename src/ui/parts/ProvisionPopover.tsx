import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { Popover } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { Link } from './Button.tsx'
import { provisionKey } from './provision.ts'
import type { ProvisionLoader } from './provision.ts'

/** The popover that opens from the chip of a provision. */
export default function ProvisionPopover({
  trigger,
  provision,
  load,
  onClose,
}: {
  readonly trigger: RefObject<HTMLElement | null>
  readonly provision: string
  readonly load: ProvisionLoader
  readonly onClose: () => void
}) {
  const common = useCommonTexts()
  return (
    <Popover
      isOpen
      triggerRef={trigger}
      onOpenChange={onClose}
      aria-label={common('provision.open', { provision })}
      placement="bottom start"
      className="enter w-96 max-w-[92vw] overflow-y-auto rounded-12 border border-line bg-paper p-5 shadow-lift outline-none"
    >
      <Provision provision={provision} load={load} />
    </Popover>
  )
}

function Provision({
  provision,
  load,
}: {
  readonly provision: string
  readonly load: ProvisionLoader
}) {
  const common = useCommonTexts()
  const { data, error } = useQuery({
    queryKey: [...provisionKey, provision],
    queryFn: ({ signal }) => load(provision, signal),
    staleTime: 600_000,
  })
  if (error !== null) return <p role="alert">{error.message}</p>
  if (data === undefined)
    return (
      <div className="space-y-2">
        <div className="skeleton h-5 w-1/2" />
        <div className="skeleton h-16" />
      </div>
    )
  return (
    <div className="space-y-3">
      <p className="text-[0.875rem] text-sub">
        <span className="numerals">{data.ref}</span>
        {data.head !== undefined && `　${data.head}`}
      </p>
      <p className="font-700">{data.gist}</p>
      {data.text !== undefined && (
        <div>
          <p className="text-[0.8125rem] text-sub">{common('provision.wording')}</p>
          <blockquote className="mt-1 border-l-[3px] border-act-line pl-3 whitespace-pre-wrap">
            {data.text}
          </blockquote>
        </div>
      )}
      <p className="flex flex-wrap items-center gap-x-4 text-[0.8125rem] text-sub">
        {data.edition !== undefined && <span>{data.edition}</span>}
        {data.href !== undefined && <Link href={data.href}>{common('provision.page')}</Link>}
      </p>
    </div>
  )
}
