import { useState } from 'react'
import type { ReactNode } from 'react'
import { DialogTrigger, Popover } from 'react-aria-components'

/**
 * A popover that opens from a button: `trigger` is a React Aria button. Esc and a press outside
 * close it and return the focus to the button. The popover itself is the dialog (without an inner
 * one), so that React Aria's hidden close buttons are inside the dialog.
 */
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
