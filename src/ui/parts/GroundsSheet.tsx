import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RefObject } from 'react'
import { Button as Pressable, Popover } from 'react-aria-components'
import { signs, useCommonTexts, useLocalize } from '../i18n/index.ts'
import { useIsNarrow } from '../media.ts'
import { Button, Link } from './Button.tsx'
import { DialogFrame } from './Dialog.tsx'
import { provisionKey } from './provision.ts'
import type { ProvisionLoader } from './provision.ts'

/** How many provisions are listed before the rest is asked for. */
const firstShown = 9

/** The provisions of a block: a popover beside the button, on a narrow screen a sheet from below. */
export default function GroundsSheet({
  trigger,
  provisions,
  load,
  onClose,
}: {
  readonly trigger: RefObject<HTMLElement | null>
  readonly provisions: readonly string[]
  readonly load: ProvisionLoader
  readonly onClose: () => void
}) {
  const common = useCommonTexts()
  const title = common('grounds.count', { count: provisions.length })
  const list = <Provisions provisions={provisions} load={load} />
  if (useIsNarrow())
    return (
      <DialogFrame isOpen title={title} onClose={onClose}>
        {list}
      </DialogFrame>
    )
  return (
    <Popover
      isOpen
      triggerRef={trigger}
      onOpenChange={onClose}
      aria-label={title}
      placement="bottom start"
      className="enter max-h-[32rem] w-[30rem] max-w-[92vw] overflow-y-auto rounded-12 border border-line bg-paper px-5 py-4 shadow-lift outline-none"
    >
      <p className="mb-1 font-700" aria-hidden="true">
        {title}
      </p>
      {list}
    </Popover>
  )
}

function Provisions({
  provisions,
  load,
}: {
  readonly provisions: readonly string[]
  readonly load: ProvisionLoader
}) {
  const common = useCommonTexts()
  const [all, setAll] = useState(false)
  const shown = all ? provisions : provisions.slice(0, firstShown)
  return (
    <>
      <ul className="divide-y divide-line">
        {shown.map((provision) => (
          <Provision key={provision} provision={provision} load={load} />
        ))}
      </ul>
      {shown.length < provisions.length && (
        <Button kind="quiet" size="small" onPress={() => setAll(true)}>
          {common('grounds.rest', { count: provisions.length - shown.length })}
        </Button>
      )}
    </>
  )
}

/** Number, gist and what it rules; the wording on a press. */
function Provision({
  provision,
  load,
}: {
  readonly provision: string
  readonly load: ProvisionLoader
}) {
  const common = useCommonTexts()
  const localize = useLocalize()
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery({
    queryKey: [...provisionKey, provision],
    queryFn: ({ signal }) => load(provision, signal),
    staleTime: 600_000,
  })
  if (error !== null)
    return (
      <li className="py-2.5" role="alert">
        <span className="mr-3 text-sub numerals">{provision}</span>
        {error.message}
      </li>
    )
  if (data === undefined)
    return (
      <li className="py-2.5" aria-busy="true">
        <div className="skeleton h-6" />
      </li>
    )
  return (
    <li>
      <Pressable
        aria-expanded={open}
        onPress={() => setOpen(!open)}
        className="grid w-full cursor-pointer grid-cols-[1fr_auto] items-baseline gap-x-3 rounded-4 py-2.5 text-left leading-160 hover:bg-soft"
      >
        <span className="text-[0.8125rem] text-sub numerals">{data.ref}</span>
        {data.rules !== undefined && (
          <span className="text-[0.8125rem] text-sub">{localize(data.rules)}</span>
        )}
        <span className="col-span-2">{data.gist}</span>
      </Pressable>
      {open && (
        <div className="mb-3 space-y-2 rounded-8 bg-soft px-4 py-3">
          {data.head !== undefined && (
            <p className="text-[0.8125rem] text-sub">
              {data.head}
              {data.edition !== undefined && `${signs().gap}${data.edition}`}
            </p>
          )}
          {data.text === undefined ? (
            <p className="text-[0.875rem] text-sub">{common('provision.noWording')}</p>
          ) : (
            <blockquote className="font-paper whitespace-pre-wrap">{data.text}</blockquote>
          )}
          {data.href !== undefined && (
            <p className="text-[0.875rem]">
              <Link href={data.href}>{common('provision.page')}</Link>
            </p>
          )}
        </div>
      )}
    </li>
  )
}
