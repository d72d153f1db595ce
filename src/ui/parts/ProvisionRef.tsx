import { lazy, Suspense, useRef, useState } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { useFeatures } from '../shell/features.ts'
import type { ProvisionLoader } from './provision.ts'

const loadPopover = () => import('./ProvisionPopover.tsx')
const ProvisionPopover = lazy(loadPopover)

/** The number of a provision as a chip; a press shows what it requires and its original wording. */
export function ProvisionRef({
  provision,
  load: ownLoader,
}: {
  readonly provision: string
  readonly load?: ProvisionLoader
}) {
  const common = useCommonTexts()
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { provision: registeredLoader } = useFeatures()
  const loader = ownLoader ?? registeredLoader
  if (loader === undefined)
    return (
      <span className="rounded-4 border border-line px-1.5 text-[0.8125rem] whitespace-nowrap numerals">
        {provision}
      </span>
    )
  return (
    <>
      <Pressable
        ref={trigger}
        data-print
        aria-haspopup="dialog"
        aria-expanded={open}
        onHoverStart={() => void loadPopover()}
        onPress={() => setOpen(true)}
        aria-label={common('provision.open', { provision })}
        className="inline cursor-pointer rounded-4 border border-act-line bg-paper px-1.5 text-[0.8125rem] leading-150 whitespace-nowrap text-act hover:bg-act-soft numerals"
      >
        {provision}
      </Pressable>
      <Suspense>
        {open && (
          <ProvisionPopover
            trigger={trigger}
            provision={provision}
            load={loader}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  )
}

/** 「根拠」 with all provisions that a decision is based on. */
export function Grounds({ provisions }: { readonly provisions: readonly string[] }) {
  const common = useCommonTexts()
  if (provisions.length === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-[0.875rem] text-sub">
      <span>{common('grounds')}</span>
      {provisions.map((provision) => (
        <ProvisionRef key={provision} provision={provision} />
      ))}
    </p>
  )
}
