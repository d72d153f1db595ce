import { useSyncExternalStore } from 'react'
import { networkLatch } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'

/**
 * Says that typed data is kept because the server cannot be reached, and offers to retry at once.
 */
export function OfflineNotice() {
  const common = useCommonTexts()
  const count = useSyncExternalStore(networkLatch.waitingCount.watch, networkLatch.waitingCount.get)
  return (
    <output className="sticky top-0 z-10 block">
      {count > 0 && (
        <div className="enter flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-warn-line bg-warn-soft px-4 py-2 text-[0.9375rem] text-warn sm:px-6 lg:px-9">
          <span className="grow">
            <span aria-hidden="true">▲ </span>
            {common('network.waiting', { count })}
          </span>
          <Button size="small" onPress={networkLatch.open}>
            {common('network.now')}
          </Button>
        </div>
      )}
    </output>
  )
}
