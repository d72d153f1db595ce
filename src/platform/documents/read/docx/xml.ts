import { child } from '../../xml.ts'
import type { Element } from '../../xml.ts'

/** The `val` of a child, such as `<w:ilvl w:val="1"/>`. */
export function valueOf(element: Element | undefined, tag: string): string | undefined {
  return child(element, tag)?.attributes['val']
}

/** A whole number of a child's `val`. */
export function numberOf(element: Element | undefined, tag: string): number | undefined {
  const value = Number(valueOf(element, tag))
  return Number.isInteger(value) ? value : undefined
}

/** Whether a switch such as `<w:vanish/>` is on. */
export function isOn(element: Element | undefined, tag: string): boolean {
  const flag = child(element, tag)
  return flag !== undefined && !['0', 'false', 'off'].includes(flag.attributes['val'] ?? '1')
}
