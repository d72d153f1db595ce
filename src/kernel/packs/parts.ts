/** A part of a provision that holds several duties is named `3(1)/2`. */
const part = /\/\d+$/

/** The provision that a name is of, with a part or without. */
export function withoutPart(ref: string): string {
  return ref.replace(part, '')
}

/** Whether two names mean the same provision or part; a whole provision means all its parts. */
export function sameProvision(one: string, other: string): boolean {
  return one === other || one === withoutPart(other) || withoutPart(one) === other
}
