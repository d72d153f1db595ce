import type { ParsedCell } from '#kernel/fields/index.ts'
import { statesOf } from '#kernel/packs/states.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { NameResolver } from '../nameResolver.ts'

/** Cells of an import that are no fields: the unit, the state, one axis of the class. */

export function unitOf(naming: NameResolver, text: string): ParsedCell {
  const [id, ...others] = naming.units(text)
  if (id !== undefined && others.length === 0) return { ok: true, value: id }
  return {
    ok: false,
    detail:
      id === undefined
        ? `「${text}」は登録のない所属です。`
        : `「${text}」に当たる所属が${others.length + 1}あります。上の所属から続けて書いてください。`,
  }
}

export function stateOf(register: Register, text: string): ParsedCell {
  const states = statesOf(register)
  if (states.includes(text)) return { ok: true, value: text }
  const options = states.map((option) => `「${option}」`).join('')
  return {
    ok: false,
    detail: `「${text}」という状態はありません。${options}のどれかにしてください。`,
  }
}

/** Parses the level of one axis, by its title or its number. */
export function levelOf(
  tx: Pick<Transaction, 'organization'>,
  axisId: string,
  text: string,
): ParsedCell {
  const axis = tx.organization.pack.classification?.axes.find(
    (candidate) => candidate.id === axisId,
  )
  const plain = text.normalize('NFKC').replaceAll(/\s+/g, '')
  const level = axis?.levels.find(
    (candidate) => candidate.title.normalize('NFKC') === plain || String(candidate.value) === plain,
  )
  if (level) return { ok: true, value: level.value }
  return {
    ok: false,
    detail: `「${text}」は${axis?.title ?? '分類'}として読めません。${(axis?.levels ?? []).map((option) => `「${option.title}」`).join('')}のどれかにしてください。`,
  }
}
