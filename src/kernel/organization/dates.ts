/** True on a day of a span; both ends belong to it, a missing end is open. Days are YYYY-MM-DD. */
export function covers(
  span: { readonly from?: string; readonly to?: string },
  date: string,
): boolean {
  return (
    (span.from === undefined || span.from <= date) && (span.to === undefined || date <= span.to)
  )
}
