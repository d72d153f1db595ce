/** A name for a field of a case, or of a safeguard that is asked about, that no other has. */
export function keyOf({
  safeguard,
  field,
}: {
  readonly safeguard?: string
  readonly field: string
}): string {
  return safeguard === undefined ? field : `${safeguard}/${field}`
}
