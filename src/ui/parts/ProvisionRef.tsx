import { lazy, Suspense, useRef, useState } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { signs, useCommonTexts } from '../i18n/index.ts'
import { useFeatures } from '../shell/features.ts'

const loadSheet = () => import('./GroundsSheet.tsx')
const GroundsSheet = lazy(loadSheet)

/**
 * One quiet 「根拠 9」 at the end of a block: a press lists the provisions that the block is based on.
 * On paper the numbers stand in full.
 */
export function Grounds({ provisions }: { readonly provisions: readonly string[] }) {
  const common = useCommonTexts()
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { provision: load } = useFeatures()
  const refs = [...new Set(provisions)]
  if (refs.length === 0) return null
  const numbers = `${common('grounds')} ${refs.join(signs().list)}`
  if (load === undefined)
    return <span className="text-[0.8125rem] text-sub numerals">{numbers}</span>
  return (
    <span className="inline-block">
      <Pressable
        ref={trigger}
        aria-haspopup="dialog"
        aria-expanded={open}
        onHoverStart={() => void loadSheet()}
        onPress={() => setOpen(true)}
        className="inline-flex min-h-6 cursor-pointer items-center rounded-4 text-[0.875rem] text-sub underline decoration-dotted underline-offset-4 hover:text-act numerals"
      >
        {common('grounds.count', { count: refs.length })}
      </Pressable>
      <span className="hidden text-[0.8125rem] print:inline">{numbers}</span>
      <Suspense>
        {open && (
          <GroundsSheet
            trigger={trigger}
            provisions={refs}
            load={load}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </span>
  )
}
