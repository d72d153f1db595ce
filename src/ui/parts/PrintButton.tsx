import { useKit } from '../i18n/index.ts'
import { Button, ButtonLink } from './Button.tsx'

/** Prints: the official form as PDF where the server makes one (`href`), otherwise this page. */
export function PrintButton({ title, href }: { readonly title?: string; readonly href?: string }) {
  const kit = useKit()
  const words = title ?? kit('print')
  return href === undefined ? (
    <Button icon="print" onPress={() => window.print()}>
      {words}
    </Button>
  ) : (
    <ButtonLink icon="print" href={href} target="_blank">
      {words}
    </ButtonLink>
  )
}
