/** The ref of the provision of a part: `6-0(9)` of `6-0(9)/2`; any other ref is its own. */
export function provisionOfPart(ref: string): string {
  return ref.replace(/\/[0-9]+$/, '')
}

/** The ref of a part, counted from 1: `6-0(9)/2`. */
export function partRef(ref: string, number: number): string {
  return `${ref}/${number}`
}

/** Whether two refs mean the same provision or part; a whole provision means all its parts. */
export function sameProvision(one: string, other: string): boolean {
  return one === other || one === provisionOfPart(other) || provisionOfPart(one) === other
}
