import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Pack } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { mayAdminister } from '#platform/access/party.ts'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { AdoptEdition } from '../contract.ts'
import type { Adopted, EditionList } from '../contract.ts'
import { demandImporter } from './actions.ts'
import { compileEdition } from './editions.ts'

export const adoptAct = {
  ja: '規程パックの版の変更',
  en: 'changing the edition of the policy pack',
}

/** Takes another edition of the same pack into force. Wordings of provisions that both editions list are carried over. */
export const adoptEdition = defineAction({
  name: 'policy.adopt',
  title: {
    ja: '規程パックの新しい版を使い始めた',
    en: 'Put a new edition of the policy pack in force',
  },
  input: AdoptEdition,
  authorise: (handle) => demandImporter(handle, adoptAct),
  async run(handle, input) {
    const { id: organization_id, editionHash: old, pack } = handle.organization
    if (input.hash === old) refuse('edition-in-force', { title: pack.title, edition: pack.edition })
    const next = compileEdition(input.pack, input.hash, input.sources)
    await demandNothingLost(handle, pack, next)
    await handle.db
      .updateTable('pack_editions')
      .set({ in_force_to: handle.today })
      .where('organization_id', '=', organization_id)
      .where('hash', '=', old)
      .execute()
    await handle.db
      .insertInto('pack_editions')
      .values({
        organization_id,
        hash: input.hash,
        pack: input.pack,
        title: input.title,
        edition: input.edition,
        in_force_from: input.inForce,
        sources: JSON.stringify(input.sources),
        adopted_at: handle.now,
        language: input.language,
      })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'hash']).doUpdateSet({
          in_force_to: null,
          adopted_at: handle.now,
          language: input.language,
        }),
      )
      .execute()
    const worded = await carryWordings(handle, input.hash, next)
    await handle.db
      .updateTable('organizations')
      .set({ pack: input.pack, edition_hash: input.hash })
      .where('organization_id', '=', organization_id)
      .execute()
    const [before, after] = [
      new Set(pack.provisions.map((one) => one.ref)),
      new Set(next.provisions.map((one) => one.ref)),
    ]
    const result: Adopted = {
      hash: input.hash,
      edition: input.edition,
      added: [...after.difference(before)],
      gone: [...before.difference(after)],
      worded,
    }
    return {
      result,
      organizationChanged: true,
      event: {
        subject: { kind: 'edition', id: input.hash },
        detail: {
          from: old,
          edition: input.edition,
          added: result.added,
          gone: result.gone,
          worded,
        },
      },
    }
  },
})

function stands(pack: Pack, procedure: string, step: string | null): boolean {
  const found = pack.procedures.get(procedure)
  return found !== undefined && (step === null || found.steps.has(step))
}

function titleOfStep(pack: Pack, procedure: string, step: string | null): Words {
  const found = step === null ? undefined : pack.procedures.get(procedure)?.steps.get(step)
  return found
    ? { ja: `の段階「${found.title}」`, en: `, step “${found.title}”` }
    : { ja: '', en: '' }
}

const named = (ja: string, en: string, title: string): Words => ({
  ja: `${ja}「${title}」`,
  en: `${en} “${title}”`,
})

/** Lines, open cases and appointments must still have their register, procedure with its step, and role. */
async function demandNothingLost(handle: Handle, old: Pack, next: Pack): Promise<void> {
  const organization = handle.organization.id
  const registers = await handle.db
    .selectFrom('entries')
    .select('register')
    .distinct()
    .where('organization_id', '=', organization)
    .execute()
  const procedures = await handle.db
    .selectFrom('cases')
    .select(['procedure', 'step'])
    .distinct()
    .where('organization_id', '=', organization)
    .where('status', '=', 'open')
    .execute()
  const held = handle.organization.view.assignments.filter(
    (one) => one.to === undefined || one.to >= handle.today,
  )
  const lost = [
    ...registers
      .filter(({ register }) => !next.registers.has(register))
      .map(({ register }) =>
        named('台帳', 'register', old.registers.get(register)?.title ?? register),
      ),
    ...procedures
      .filter(({ procedure, step }) => !stands(next, procedure, step))
      .map(({ procedure, step }) => {
        const { ja, en } = named(
          '手続',
          'procedure',
          old.procedures.get(procedure)?.title ?? procedure,
        )
        const at = titleOfStep(old, procedure, step)
        return { ja: `${ja}${at.ja}`, en: `${en}${at.en}` }
      }),
    ...[...new Set(held.map((one) => one.role))]
      .filter((role) => !next.roles.has(role))
      .map((role) => named('役割', 'role', old.roles.get(role)?.title ?? role)),
  ]
  if (lost.length > 0) refuse('edition-leaves-lines', { what: lost })
}

/** Copies the wordings under the new edition; returns how many provisions have one now. */
async function carryWordings(handle: Handle, hash: string, next: Pack): Promise<number> {
  const { id, editionHash } = handle.organization
  await handle.db
    .deleteFrom('provisions')
    .where('organization_id', '=', id)
    .where('edition_hash', '=', hash)
    .execute()
  const carried = await sql`
    insert into provisions (organization_id, edition_hash, ref, document_id, original, line, path, departure)
    select organization_id, ${hash}, ref, document_id, original, line, path, departure from provisions
    where organization_id = ${id} and edition_hash = ${editionHash} and ref = any(${next.provisions.map((one) => one.ref)})`.execute(
    handle.db,
  )
  return Number(carried.numAffectedRows ?? 0)
}

/** The editions that the organisation has had, the newest first. */
export const editions = defineQuery({
  name: 'policy.editions',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (handle): Promise<EditionList> => {
    const rows = await handle.db
      .selectFrom('pack_editions')
      .select(['hash', 'title', 'edition', 'in_force_from', 'in_force_to', 'adopted_at'])
      .where('organization_id', '=', handle.organization.id)
      .orderBy('adopted_at', 'desc')
      .execute()
    const mayAdopt = mayAdminister(handle)
    const { readable, notes } = handle.organization
    return {
      mayAdopt,
      readable,
      notes: mayAdopt
        ? notes.map(({ file, line, column, detail, effect, without }) => ({
            at: `${file}:${line}:${column}`,
            detail,
            effect,
            without: [...without],
          }))
        : [],
      rows: rows.map((row) => ({
        hash: row.hash,
        title: row.title,
        edition: row.edition,
        inForce: row.in_force_from,
        until: row.in_force_to,
        adoptedAt: row.adopted_at.toISOString(),
        current: row.hash === handle.organization.editionHash,
      })),
    }
  },
})
