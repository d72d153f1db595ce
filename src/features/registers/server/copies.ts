import { compareClasses, highest, inherit } from '#kernel/classes/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { dayInTokyo } from '#platform/gate/outside.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { derive } from './prepare.ts'
import { updateEntryRow } from './store.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import { classChanged } from './ports.ts'

/** Copies and mixtures are handled as what they are made of: when its class rises, theirs rise with it, and so on down. Only the class changes; what
 * the higher class asks for besides is asked at the next edit. Returns the numbers of those raised. */
export async function raiseCopies(
  handle: Handle,
  register: Register,
  originalId: string,
  original: ClassValue,
): Promise<string[]> {
  const { classField } = register
  if (!classField) return []
  const raised: string[] = []
  for (const line of await madeFrom(handle, originalId)) {
    const target = inherit(original, line.class ?? undefined)
    if (line.class && compareClasses(line.class, target) === 'same') continue
    const prepared = derive(
      handle,
      register,
      { ...line.fields, [classField]: target },
      dayInTokyo(line.created_at),
    )
    updateEntryRow(handle, {
      id: line.id,
      version: line.version + 1,
      prepared,
      unit: line.unit_id,
      state: line.state,
      reason: '元の情報資産の分類に合わせました。',
    })
    await handle.call(classChanged, {
      entry: line.id,
      reason: '元の情報資産の分類に合わせました。',
    })
    raised.push(line.number, ...(await raiseCopies(handle, register, line.id, target)))
  }
  return raised
}

/** Lines that are copies of this one or mixed from it, locked. */
function madeFrom(handle: Handle, originalId: string) {
  const organization = handle.organization.id
  return handle.db
    .selectFrom('entries')
    .select(['id', 'number', 'fields', 'class', 'unit_id', 'state', 'version', 'created_at'])
    .where('organization_id', '=', organization)
    .where((eb) =>
      eb.or([
        eb('copied_from', '=', originalId),
        eb(
          'id',
          'in',
          eb
            .selectFrom('links')
            .select('from_id')
            .where('organization_id', '=', organization)
            .where('to_kind', '=', 'entry')
            .where('to_id', '=', originalId)
            .where('relation', '=', 'made-of')
            .where('from_kind', '=', 'entry'),
        ),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** The least class that a line may have because of what it is a copy or mixture of; undefined where it is neither. */
export async function leastClass(
  handle: Handle,
  line: { readonly id: string; readonly copied_from: string | null },
): Promise<ClassValue | undefined> {
  const organization = handle.organization.id
  const parts = handle.db
    .selectFrom('links')
    .select('to_id')
    .where('organization_id', '=', organization)
    .where('from_kind', '=', 'entry')
    .where('from_id', '=', line.id)
    .where('relation', '=', 'made-of')
  const origins = await handle.db
    .selectFrom('entries')
    .select('class')
    .where('organization_id', '=', organization)
    .where((eb) =>
      eb.or([
        eb('id', 'in', parts),
        ...(line.copied_from ? [eb('id', '=', line.copied_from)] : []),
      ]),
    )
    .execute()
  return origins.length === 0 ? undefined : highest(origins.map((one) => one.class))
}

/** Says of lines that are there already what they are copies of. */
export async function linkCopies(
  handle: Handle,
  pairs: readonly { readonly copy: string; readonly original: string }[],
): Promise<void> {
  for (const { copy, original } of pairs) {
    await handle.db
      .updateTable('entries')
      .set({ copied_from: original })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', copy)
      .execute()
  }
}
