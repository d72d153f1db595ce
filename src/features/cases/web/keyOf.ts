/** A key that is unique among the fields of a case and the fields of its safeguards. */
export function keyOf({
  safeguard,
  field,
}: {
  readonly safeguard?: string
  readonly field: string
}): string {
  return safeguard === undefined ? field : `${safeguard}/${field}`
}
