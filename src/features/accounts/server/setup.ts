import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { describePasswordRules } from '#kernel/accounts/password.ts'
import { inEnglish } from '#kernel/packs/english.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Language } from '#kernel/words/words.ts'
import { foundOrganization } from '#features/organization/server/public.ts'
import { editionToAdopt } from '#features/policy/server/public.ts'
import { equalInConstantTime } from '#platform/auth/sessions.ts'
import type { Database } from '#platform/db/database.ts'
import { uuid7 } from '#platform/environment.ts'
import type { RouteRequest } from '#platform/http/route.ts'
import { readGuide } from '#platform/packs/guide.ts'
import type { GuideStep } from '#platform/packs/guide.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import type { Services } from '#platform/services.ts'
import type { SignInResult } from '../contract/sessions.ts'
import type { Setup, SetupState } from '../contract/setup.ts'
import { writeFirstAdministrator } from './firstAdministrator.ts'
import { usablePacks } from './packChoices.ts'
import { demandGoodPassword, hashOf } from './passwords.ts'
import { signIn } from './signIn.ts'

/**
 * Whether an organisation must still be founded, and the packs to choose from; packs with faults
 * are left out (`sekisho pack lint` lists them).
 */
export async function setupState(services: Services, language: Language): Promise<SetupState> {
  const ids = await services.gate.organizationIds()
  const count = ids.length
  const packs = count === 0 ? await usablePacks(services) : []
  return {
    needed: count === 0,
    several: count > 1,
    guide: ids[0] !== undefined && count === 1 ? await guideOf(services, ids[0]) : [],
    packs: packs
      .map((pack) => (language === 'en' ? inEnglish(pack) : pack))
      .map((pack) => ({
        id: pack.id,
        title: pack.title,
        edition: pack.edition,
        summary: pack.summary ?? null,
        suits: pack.suits ?? null,
        holds: {
          provisions: pack.provisions.length,
          roles: pack.roles.size,
          procedures: pack.procedures.size,
          registers: pack.registers.size,
        },
        rules: describePasswordRules(pack.accounts.password).map((rule) => rule[language]),
      })),
  }
}

/** The way through a demonstration; none where the organisation is a real one. */
async function guideOf({ gate, settings }: Services, organizationId: string): Promise<GuideStep[]> {
  const demo = await gate.transact(
    organizationId,
    { kind: 'program', name: 'setup' },
    'read',
    async ({ organization }) => (organization.demo ? organization.pack.id : undefined),
  )
  return demo === undefined ? [] : readGuide(settings.packsFolders, demo)
}

/**
 * Founds the first organisation with its first unit and administrator, and signs that person in.
 */
export async function setUp(
  services: Services,
  request: RouteRequest,
  input: Setup,
): Promise<SignInResult> {
  const { gate, settings } = services
  if ((await gate.organizationIds()).length > 0) refuse('setup-done')
  if (!settings.setupCode || !equalInConstantTime(settings.setupCode, input.code.trim()))
    refuse('setup-code-wrong', undefined, {
      faults: [
        { at: '/code', detail: { ja: '設定の番号が違います。', en: 'The set-up code is wrong.' } },
      ],
    })
  const edition = await new PackLibrary(settings.packsFolders).edition(input.pack)
  if (edition.pack.shared)
    refuse('pack-missing', {
      id: input.pack,
      known: (await usablePacks(services)).map((pack) => pack.id),
    })
  const { administrator } = input
  await demandGoodPassword(edition.pack.accounts.password, administrator.password, {
    account: administrator.account,
    name: administrator.name,
    organization: [input.title, input.slug ?? input.pack, input.unit],
  })
  const passwordHash = await hashOf(services, administrator.password)
  const slug = input.slug ?? input.pack
  await foundOrganization(
    gate,
    { slug, title: input.title, demo: false, edition: editionToAdopt(edition) },
    async (db, organizationId) => {
      await demandFirst(db)
      const { unit } = input
      const { name, kana, account } = administrator
      await writeFirstAdministrator(
        db,
        organizationId,
        { unit, name, kana, account, passwordHash },
        { now: services.environment.now(), newId: () => uuid7(services.environment) },
      )
    },
  )
  return signIn(services, request, {
    account: administrator.account,
    password: administrator.password,
    organization: slug,
  })
}

/**
 * Refuses where an organisation exists. Of two first runs at the same moment, the second waits here
 * for the first.
 */
async function demandFirst(db: Kysely<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('sekisho.setup'))`.execute(db)
  const { rows } = await sql`select organization_ids()`.execute(db)
  if (rows.length > 1) refuse('setup-done')
}
