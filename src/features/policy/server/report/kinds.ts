import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Pack, ProvisionKind } from '#kernel/packs/types.ts'
import { itemsAsked } from '#kernel/rounds/index.ts'

/** The kinds of the provisions that mechanisms below some paths carry. */
export function kindsBelow(pack: Pack, paths: readonly string[]): ReadonlySet<ProvisionKind> {
  const kindOf = new Map(pack.provisions.map(({ ref, kind }) => [ref, kind]))
  return new Set(
    carriersOf(pack).flatMap(({ path, carries }) =>
      paths.some((above) => path === above || path.startsWith(`${above}/`))
        ? carries.flatMap((ref) => kindOf.get(ref) ?? [])
        : [],
    ),
  )
}

/** What a round is about: by the provisions that it carries itself, else by those of its items. */
export function kindsOfRound(pack: Pack, id: string): ReadonlySet<ProvisionKind> {
  const own = kindsBelow(pack, [`rounds/${id}`])
  if (own.size > 0) return own
  const checklists = (pack.rounds.get(id)?.closedBy ?? []).flatMap((closing) =>
    closing.kind === 'answers' || closing.kind === 'reading' ? [closing.checklist] : [],
  )
  return kindsBelow(
    pack,
    checklists.flatMap((checklist) =>
      itemsAsked(pack.checklists, checklist).map(({ path }) => path),
    ),
  )
}
