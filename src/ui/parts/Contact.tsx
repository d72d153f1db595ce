import { mailHref, telephoneHref } from '../links.ts'
import { ButtonLink, Link } from './Button.tsx'

/** A telephone number that dials; `label` names whose it is. What cannot be dialled is only text. */
export function Telephone({
  number,
  label,
  button = false,
}: {
  readonly number: string
  readonly label?: string
  /** As a button, where calling is what the page is for. */
  readonly button?: boolean
}) {
  const href = telephoneHref(number)
  const words = <span className="whitespace-nowrap numerals">{number}</span>
  if (href === null) return words
  const name = label === undefined ? {} : { 'aria-label': `${label} ${number}` }
  return button ? (
    <ButtonLink icon="phone" size="small" href={href} {...name}>
      {words}
    </ButtonLink>
  ) : (
    <Link quiet href={href} {...name}>
      {words}
    </Link>
  )
}

/** A mail address that begins a mail. */
export function MailAddress({ address }: { readonly address: string }) {
  const href = mailHref(address)
  const words = <span className="text-[0.9375rem]">{address}</span>
  return href === null ? (
    words
  ) : (
    <Link quiet href={href}>
      {words}
    </Link>
  )
}
