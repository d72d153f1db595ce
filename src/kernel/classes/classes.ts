import type { Axis, Classification, ClassValue } from '../packs/classification.ts'
import type { Words } from '../words/words.ts'

/**
 * The axes of a classification, as far as checking a class needs them: what a form is handed, too.
 */
export interface ClassScheme {
  readonly axes: readonly {
    readonly id: string
    readonly title: string
    readonly levels: readonly { readonly value: number; readonly title: string }[]
  }[]
}

/**
 * The highest level of each axis over several classes; an axis that none of them has stays away.
 */
export function highestClass(classes: readonly (ClassValue | undefined | null)[]): ClassValue {
  const top: Record<string, number> = {}
  for (const classValue of classes) {
    for (const [axis, level] of Object.entries(classValue ?? {}))
      top[axis] = Math.max(top[axis] ?? level, level)
  }
  return top
}

/**
 * The class of a copy: the same as the original, whatever the copy itself was said to be, unless
 * that is higher.
 */
export function inheritClass(original: ClassValue, own?: ClassValue): ClassValue {
  return highestClass([original, own])
}

export type ClassChange = 'same' | 'raised' | 'lowered' | 'mixed'

/**
 * How a class changed; `mixed` where one axis went up and another down. An axis that is new counts
 * as raised, one that went away as lowered.
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
  const between = classification.axes.some(({ english }) => english) ? ', ' : '・'
  return classification.axes.flatMap((axis) => levelTitle(axis, value[axis.id]) ?? []).join(between)
}

function levelTitle(axis: Axis, level: number | undefined): string | undefined {
  return axis.levels.find((candidate) => candidate.value === level)?.title
}

/**
 * What is wrong with a class, a sentence an axis; empty where it fits the scheme. With `partial` an
 * axis may be missing.
 */
export function checkClass(
  value: unknown,
  scheme: ClassScheme,
  partial = false,
): readonly { readonly axis: string; readonly words: Words }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [
      {
        axis: '',
        words: {
          ja: '分類を軸ごとに選んでください。',
          en: 'Please choose a level on every axis of the class.',
        },
      },
    ]
  const given = value as Readonly<Record<string, unknown>>
  const faults: { axis: string; words: Words }[] = []
  for (const { id, title, levels } of scheme.axes) {
    const level = given[id]
    if (level === undefined || level === null) {
      if (!partial)
        faults.push({
          axis: id,
          words: { ja: `${title}を選んでください。`, en: `Please choose “${title}”.` },
        })
    } else if (!levels.some((item) => item.value === level)) {
      const titles = levels.map((item) => item.title)
      faults.push({
        axis: id,
        words: {
          ja: `${title}には${titles.join('、')}のどれかを選んでください。`,
          en: `“${title}” must be one of ${titles.join(', ')}.`,
        },
      })
    }
  }
  for (const axis of Object.keys(given)) {
    if (!scheme.axes.some((item) => item.id === axis))
      faults.push({
        axis,
        words: {
          ja: `「${axis}」という分類の軸はありません。`,
          en: `The class has no axis “${axis}”.`,
        },
      })
  }
  return faults
}
