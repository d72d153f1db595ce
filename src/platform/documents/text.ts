/**
 * A text as XML can hold it: without control characters and broken surrogates, with uniform line
 * breaks.
 */
export function plainText(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/\p{Surrogate}/gu, '')
  )
}

/**
 * The same for a cell of Excel: text that looks like Excel's own notation is escaped; a cell holds
 * 32,767 characters.
 */
export function cellText(text: string): string {
  return plainText(text)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .slice(0, 32_767)
}
