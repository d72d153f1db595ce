import { Button as Pressable, Link as Anchor } from 'react-aria-components'
import type { ButtonProps as PressableProps, LinkProps as AnchorProps } from 'react-aria-components'
import type { ReactNode } from 'react'
import { classNames } from './classNames.ts'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'

/**
 * main: the next step of a page, at most one · line: its alternatives · plain: everything else ·
 * stop: deletes, ends or withdraws something (dark, never red: red is a fault) · quiet: in rows and bars.
 */
export type ButtonKind = 'main' | 'line' | 'plain' | 'stop' | 'quiet'

const kindClasses: Readonly<Record<ButtonKind, string>> = {
  main: 'bg-act text-white font-700 border-act hover:bg-act-strong hover:border-act-strong pressed:bg-act-deep',
  line: 'bg-paper text-act font-700 border-act hover:bg-act-soft pressed:bg-act-soft',
  plain: 'bg-paper text-ink border-edge hover:bg-soft hover:border-ink pressed:bg-calm-soft',
  stop: 'bg-paper text-ink font-700 border-ink hover:bg-soft pressed:bg-calm-soft',
  quiet: 'bg-transparent text-act border-transparent hover:bg-act-soft pressed:bg-act-soft',
}

const sizeClasses = {
  small: 'min-h-9 px-3 text-[0.875rem] rounded-6',
  normal: 'min-h-11 px-4.5 rounded-8',
  large: 'min-h-14 px-6 text-[1.125rem] rounded-8',
} as const

/**
 * The classes of a button, for button components other than `Button` (menu triggers, file
 * triggers).
 */
export function buttonClass(
  kind: ButtonKind = 'plain',
  size: keyof typeof sizeClasses = 'normal',
  wide = false,
): string {
  return classNames(
    'inline-flex items-center justify-center gap-2 border leading-150 text-center no-underline cursor-pointer transition-colors duration-100 select-none',
    'disabled:bg-calm-soft disabled:text-[#6f6f73] disabled:border-line disabled:cursor-not-allowed',
    'data-[pending]:cursor-progress',
    kindClasses[kind],
    sizeClasses[size],
    wide && 'w-full',
  )
}

interface ButtonStyleProps {
  readonly kind?: ButtonKind
  readonly size?: keyof typeof sizeClasses
  readonly wide?: boolean
  readonly icon?: IconName
  readonly children?: ReactNode
}

export type ButtonProps = ButtonStyleProps &
  Omit<PressableProps, 'children' | 'className' | 'style'>

/**
 * A button. `isPending` keeps its focus, announces the wait to screen readers and ignores presses.
 */
export function Button({ kind, size, wide, icon, children, ...props }: ButtonProps) {
  return (
    <Pressable {...props} className={buttonClass(kind, size, wide)}>
      {props.isPending === true ? <Spinner /> : icon && <Icon name={icon} size={18} />}
      {children}
    </Pressable>
  )
}

/** A square button with an icon only; `label` is its accessible name. */
export function IconButton({
  icon,
  label,
  ...props
}: { readonly icon: IconName; readonly label: string } & Omit<
  PressableProps,
  'children' | 'className' | 'style'
>) {
  return (
    <Pressable
      {...props}
      aria-label={label}
      className="inline-flex size-11 shrink-0 items-center justify-center rounded-8 text-ink cursor-pointer hover:bg-calm-soft disabled:text-edge disabled:cursor-not-allowed"
    >
      <Icon name={icon} />
    </Pressable>
  )
}

/** A link that looks like a button: it goes to a page and changes nothing. */
export function ButtonLink({
  kind,
  size,
  wide,
  icon,
  children,
  ...props
}: ButtonStyleProps & Omit<AnchorProps, 'children' | 'className' | 'style'>) {
  return (
    <Anchor {...props} className={buttonClass(kind, size, wide)}>
      {icon && <Icon name={icon} size={18} />}
      {children}
    </Anchor>
  )
}

/**
 * A link in running text. `quiet` has no underline until it is hovered (rows of tables and lists).
 */
export function Link({
  quiet = false,
  children,
  ...props
}: { readonly quiet?: boolean; readonly children?: ReactNode } & Omit<
  AnchorProps,
  'children' | 'className' | 'style'
>) {
  return (
    <Anchor
      {...props}
      className={classNames(
        'text-act cursor-pointer rounded-4 hover:text-act-strong hover:decoration-2 underline-offset-3',
        quiet ? 'hover:underline' : 'underline',
      )}
    >
      {children}
    </Anchor>
  )
}

/** A turning ring. The text beside it must say what the wait is for. */
export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 shrink-0 animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  )
}
