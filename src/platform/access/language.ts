import { inEnglish } from '#kernel/packs/english.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { inLanguage } from '#kernel/words/words.ts'
import type { Language, Said } from '#kernel/words/words.ts'
import type { Actor, OrganizationContext, Transaction } from '../gate/transaction.ts'

/** The language of the acting person; jobs of the program use Japanese. */
export function languageOf(tx: Transaction): Language {
  return (tx.actor.kind === 'person' ? tx.actor.language : undefined) ?? 'ja'
}

/** A text of the program in the language of the acting person. */
export function sayTo(tx: Transaction, said: Said): string {
  return inLanguage(said, languageOf(tx))
}

const translated = new WeakMap<OrganizationContext, OrganizationContext>()

/** The context with the texts of its pack as the reader sees them. Only for reading. */
export function asRead(organization: OrganizationContext, actor: Actor): OrganizationContext {
  const pack = packAsRead(organization.pack, actor)
  if (pack === organization.pack) return organization
  const known = translated.get(organization)
  if (known !== undefined) return known
  // A view of its own: what is worked out for it is kept beside the roles that it was made with.
  const context = { ...organization, pack, view: { ...organization.view } }
  translated.set(organization, context)
  return context
}

/** A pack with its texts in the language of the reader, where the answer is shown to them. */
export function packAsRead(pack: Pack, actor: Actor): Pack {
  return languageShown(actor) === 'en' ? inEnglish(pack) : pack
}

/** The language of values and of the pack in an answer: Japanese unless it is shown at once. */
export function shownLanguage({ actor }: Transaction): Language {
  return languageShown(actor)
}

function languageShown(actor: Actor): Language {
  return actor.kind === 'person' && actor.shown === true ? (actor.language ?? 'ja') : 'ja'
}
