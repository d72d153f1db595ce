import type { Field } from '#kernel/fields/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { matchKey } from '../nameResolver.ts'

/** Maximum number of cached texts; beyond it they are looked up again. */
const cacheLimit = 20_000

/**
 * Finds entries of other registers by name, kana or number, many texts in one statement. Results
 * are cached for later rows.
 */
export class EntryFinder {
  readonly #idsByText = new Map<string, readonly string[]>()

  /** Looks up the entries that the next rows name. */
  async preload(
    tx: Transaction,
    references: readonly { readonly field: Field; readonly text: string }[],
  ): Promise<void> {
    if (this.#idsByText.size > cacheLimit) this.#idsByText.clear()
    const byRegister = Map.groupBy(
      references.filter(
        ({ field, text }) =>
          text.trim() !== '' && !this.#idsByText.has(this.#cacheKey(field.register, text)),
      ),
      ({ field }) => field.register ?? '',
    )
    for (const [register, texts] of byRegister)
      await this.#search(tx, register, [
        ...new Set(texts.flatMap(({ field, text }) => partsOf(field, text))),
      ])
  }

  find(register: string, text: string): readonly string[] {
    return this.#idsByText.get(this.#cacheKey(register, text)) ?? []
  }

  async #search(tx: Transaction, register: string, texts: readonly string[]): Promise<void> {
    const spellings = texts.flatMap((text) => [text, text.normalize('NFKC'), firstWord(text)])
    const rows = await tx.db
      .selectFrom('entries')
      .select(['id', 'name', 'kana', 'number'])
      .where('organization_id', '=', tx.organization.id)
      .where('register', '=', register)
      .where((eb) =>
        eb.or([
          eb('name', 'in', spellings),
          eb('kana', 'in', spellings),
          eb('number', 'in', spellings),
        ]),
      )
      .execute()
    for (const text of texts) {
      const numberMatches = rows.filter((row) => row.number === firstWord(text))
      const nameMatches = rows.filter(
        (row) => matchKey(row.name) === matchKey(text) || matchKey(row.kana) === matchKey(text),
      )
      this.#idsByText.set(
        this.#cacheKey(register, text),
        (numberMatches.length > 0 ? numberMatches : nameMatches).map((row) => row.id),
      )
    }
  }

  #cacheKey(register: string | undefined, text: string): string {
    return `${register ?? ''}\n${text.trim()}`
  }
}

/** Exports write 「番号 名称」; the number alone identifies the entry. */
function firstWord(text: string): string {
  return text.normalize('NFKC').trim().split(/\s/)[0] ?? ''
}

function partsOf(field: Field, text: string): string[] {
  const whole = text.trim()
  return field.type === 'lines'
    ? [
        whole,
        ...whole
          .split(/[、,，;；・/／\n]+/)
          .map((piece) => piece.trim())
          .filter(Boolean),
      ]
    : [whole]
}
