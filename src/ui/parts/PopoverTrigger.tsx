import { useState } from 'react'
import type { ReactNode } from 'react'
import { DialogTrigger, Popover } from 'react-aria-components'

/** A small room that opens from a button: `trigger` is a React Aria button. Esc and a press beside it close it; focus goes back to the button.
 * The popover itself is the dialog (no inner one), so that its hidden close buttons lie inside it. */
export function PopoverTrigger({
  trigger,
  label,
  children,
  placement = 'bottom start',
}: {
  readonly trigger: ReactNode
  readonly label: string
  readonly children: (close: () => void) => ReactNode
  readonly placement?: 'bottom start' | 'bottom end' | 'bottom'
}) {
  const [open, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      {trigger}
      <Popover
        aria-label={label}
        placement={placement}
        className="enter max-w-[92vw] min-w-64 overflow-y-auto rounded-12 border border-line bg-paper p-4 shadow-lift outline-none"
      >
        {children(() => setOpen(false))}
      </Popover>
    </DialogTrigger>
  )
}
