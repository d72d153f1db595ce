import type { Field } from '#kernel/fields/index.ts'
import type { Expression } from '#kernel/packs/expression.ts'
import type { Classification } from '#kernel/packs/classification.ts'

/** A field with what a test leaves out filled in. */
export function field(id: string, given: Partial<Field> = {}): Field {
  return {
    id,
    title: id,
    type: 'text',
    required: false,
    search: false,
    column: false,
    carries: [],
    ...given,
  }
}

/**
 * A condition made by hand: any function over the context, called `c`; the names that it reads are
 * those that its text takes from there. A fault of the function counts as not holding.
 */
export function condition(
  evaluate: (context: Readonly<Record<string, unknown>>) => unknown,
  names: readonly string[] = namesRead(evaluate),
): Expression {
  return {
    source: evaluate.toString(),
    names,
    evaluate: (context) => {
      try {
        return evaluate(context)
      } catch {
        return null
      }
    },
  }
}

function namesRead(evaluate: (context: Readonly<Record<string, unknown>>) => unknown): string[] {
  const text = evaluate.toString()
  return [...text.matchAll(/\bc\??\.(\w+)|\bc\['(\w+)'\]/g)].map(([, a, b]) => a ?? b ?? '')
}

const level = (title: string, value: number) => ({
  id: String(value),
  title,
  value,
  criteria: '',
  examples: [],
  carries: [],
})

/** Three axes: 機密性 3–1, 完全性 2–1, 可用性 2–1. */
export const classification: Classification = {
  id: 'classification',
  title: '分類',
  carries: [],
  axes: [
    {
      id: 'confidentiality',
      title: '機密性',
      carries: [],
      levels: [level('機密性3', 3), level('機密性2', 2), level('機密性1', 1)],
    },
    {
      id: 'integrity',
      title: '完全性',
      carries: [],
      levels: [level('完全性2', 2), level('完全性1', 1)],
    },
    {
      id: 'availability',
      title: '可用性',
      carries: [],
      levels: [level('可用性2', 2), level('可用性1', 1)],
    },
  ],
  kinds: [],
  grounds: [],
  mixture: { id: 'mixture', title: '混合', carries: [], take: 'highest' },
  copy: { id: 'copy', title: '複製', carries: [], take: 'same' },
}

/** One axis whose levels have names of their own. */
export const named: Classification = {
  ...classification,
  axes: [
    {
      id: 'secrecy',
      title: '秘密区分',
      carries: [],
      levels: [level('極秘', 3), level('社外秘', 2), level('公開', 1)],
    },
  ],
}
