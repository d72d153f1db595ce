import { useCommonTexts } from '../i18n/index.ts'
import { Button, ButtonLink } from './Button.tsx'

/**
 * A button that prints: the official form as PDF where the server makes one (`href`), otherwise
 * this page.
 */
export function PrintButton({ title, href }: { readonly title?: string; readonly href?: string }) {
  const common = useCommonTexts()
  const label = title ?? common('print')
  return href === undefined ? (
    <Button icon="print" onPress={() => window.print()}>
      {label}
    </Button>
  ) : (
    <ButtonLink icon="print" href={href} target="_blank">
      {label}
    </ButtonLink>
  )
}
