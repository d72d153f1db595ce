import type { Field } from '#kernel/fields/types.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { key } from '../naming.ts'

/** Texts kept at most; beyond it they are looked up again. */
const limit = 20_000

/** Finds lines of other registers by name, kana or number, many texts at once; what was found is kept for the rows that follow. */
export class LineFinder {
  readonly #found = new Map<string, readonly string[]>()

  /** Looks up what the coming rows name. */
  async prepare(
    handle: Handle,
    wanted: readonly { readonly field: Field; readonly text: string }[],
  ): Promise<void> {
    if (this.#found.size > limit) this.#found.clear()
    const byRegister = Map.groupBy(
      wanted.filter(
        ({ field, text }) =>
          text.trim() !== '' && !this.#found.has(this.#place(field.register, text)),
      ),
      ({ field }) => field.register ?? '',
    )
    for (const [register, texts] of byRegister)
      await this.#search(handle, register, [
        ...new Set(texts.flatMap(({ field, text }) => piecesOf(field, text))),
      ])
  }

  find(register: string, text: string): readonly string[] {
    return this.#found.get(this.#place(register, text)) ?? []
  }

  async #search(handle: Handle, register: string, texts: readonly string[]): Promise<void> {
    const spoken = texts.flatMap((text) => [text, text.normalize('NFKC'), firstWord(text)])
    const rows = await handle.db
      .selectFrom('entries')
      .select(['id', 'name', 'kana', 'number'])
      .where('organization_id', '=', handle.organization.id)
      .where('register', '=', register)
      .where((eb) =>
        eb.or([eb('name', 'in', spoken), eb('kana', 'in', spoken), eb('number', 'in', spoken)]),
      )
      .execute()
    for (const text of texts) {
      const numbered = rows.filter((row) => row.number === firstWord(text))
      const named = rows.filter((row) => key(row.name) === key(text) || key(row.kana) === key(text))
      this.#found.set(
        this.#place(register, text),
        (numbered.length > 0 ? numbered : named).map((row) => row.id),
      )
    }
  }

  #place(register: string | undefined, text: string): string {
    return `${register ?? ''}\n${text.trim()}`
  }
}

/** Exports write 「番号 名称」; the number is enough. */
function firstWord(text: string): string {
  return text.normalize('NFKC').trim().split(/\s/)[0] ?? ''
}

function piecesOf(field: Field, text: string): string[] {
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
