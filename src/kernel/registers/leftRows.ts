/** Why a row of a file is no line of a register. */
export const leftReasons = [
  'title',
  'heading',
  'hidden',
  'total',
  'note',
  'section',
  'example',
] as const
export type LeftReason = (typeof leftReasons)[number]
