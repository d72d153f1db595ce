import type { Axis, Classification, ClassValue } from '../packs/classification.ts'

/** The highest level of each axis over several classes; an axis that none of them has stays away. */
export function highest(classes: readonly (ClassValue | undefined | null)[]): ClassValue {
  const top: Record<string, number> = {}
  for (const one of classes) {
    for (const [axis, level] of Object.entries(one ?? {}))
      top[axis] = Math.max(top[axis] ?? level, level)
  }
  return top
}

/** The class of a copy: the same as the original, whatever the copy itself was said to be, unless that is higher. */
export function inherit(original: ClassValue, own?: ClassValue): ClassValue {
  return highest([original, own])
}

export type ClassChange = 'same' | 'raised' | 'lowered' | 'mixed'

/**
 * How a class changed; `mixed` where one axis went up and another down. An axis that is new counts as raised, one that went away as
 * lowered.
 */
export function compareClasses(before: ClassValue, after: ClassValue): ClassChange {
  const axes = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const steps = axes.map((axis) => (after[axis] ?? -1) - (before[axis] ?? -1))
  const up = steps.some((step) => step > 0)
  const down = steps.some((step) => step < 0)
  return up && down ? 'mixed' : up ? 'raised' : down ? 'lowered' : 'same'
}

/** 機密性3・完全性1・可用性2, in the order of the scheme. */
export function classLabel(value: ClassValue, classification: Classification): string {
  return classification.axes.flatMap((axis) => levelTitle(axis, value[axis.id]) ?? []).join('・')
}

export function levelTitle(axis: Axis, level: number | undefined): string | undefined {
  return axis.levels.find((one) => one.value === level)?.title
}

/** What is wrong with a class, a sentence an axis; empty where it fits the scheme. With `partial` an axis may be missing. */
export function checkClass(
  value: unknown,
  classification: Classification,
  partial = false,
): readonly { readonly axis: string; readonly detail: string }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ axis: '', detail: '分類を軸ごとに選んでください。' }]
  const given = value as Readonly<Record<string, unknown>>
  const faults: { axis: string; detail: string }[] = []
  for (const axis of classification.axes) {
    const level = given[axis.id]
    if (level === undefined || level === null) {
      if (!partial) faults.push({ axis: axis.id, detail: `${axis.title}を選んでください。` })
    } else if (!axis.levels.some((one) => one.value === level)) {
      faults.push({
        axis: axis.id,
        detail: `${axis.title}には${axis.levels.map((one) => one.title).join('、')}のどれかを選んでください。`,
      })
    }
  }
  for (const axis of Object.keys(given)) {
    if (!classification.axes.some((one) => one.id === axis))
      faults.push({ axis, detail: `「${axis}」という分類の軸はありません。` })
  }
  return faults
}
