import { turnsBetween } from '#kernel/calendar/every.ts'
import { fiscalYearOf, fiscalYearSpan } from '#kernel/calendar/index.ts'
import type { Who } from '#kernel/packs/who.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { eachOf, everyOf, runs } from '#features/rounds/server/public.ts'
import { RolePath } from '../contract.ts'
import type { RoleThing, RoleYear } from '../contract.ts'

/** What the policy gives a role, besides its powers: everybody may read it, as the policy itself. */
export const roleYear = defineQuery({
  name: 'role.year',
  input: RolePath,
  authorise: (tx, { role }) =>
    tx.organization.pack.roles.get(role) ?? refuse('not-found', { what: nouns.role }),
  run: async (tx, _input, { id }): Promise<RoleYear> => ({
    rounds: roundsOf(tx, id),
    findings: findingsOf(tx, id),
    decides: decidesOf(tx, id),
    keeps: keepsOf(tx, id),
    hears: hearsOf(tx, id),
  }),
})

type Named = Who | { readonly kind: 'self' | 'machine' }
const names = (whos: readonly Named[], role: string): boolean =>
  whos.some((who) => who.kind === 'role' && who.role === role)

function roundsOf(tx: Transaction, role: string): RoleYear['rounds'] {
  const { from, to } = fiscalYearSpan(fiscalYearOf(tx.today))
  return [...tx.organization.pack.rounds.values()]
    .filter(
      (round) =>
        runs(tx, round) &&
        (names(round.by, role) ||
          (round.each.kind === 'holder' &&
            round.each.role === role &&
            round.by.some(({ kind }) => kind === 'self'))),
    )
    .map((round) => ({
      id: round.id,
      title: round.title,
      detail: sayTo(
        tx,
        listed([everyOf(tx, round), eachOf(tx, round)].filter((words) => words !== null)),
      ),
      href: `/rounds/${round.id}`,
      carries: [...round.carries],
      dates:
        round.every === undefined || !['month', 'year'].includes(round.every.unit)
          ? []
          : turnsBetween(round.every, round.month, from, to)
              .map((turn) => turn.to)
              .filter((day) => day <= to),
    }))
}

const parts = {
  mends: { ja: '指摘を直す', en: 'mends findings' },
  verifies: { ja: '直ったか確かめる', en: 'looks whether they are mended' },
  waives: { ja: '対象外を認める', en: 'accepts what does not apply' },
} as const satisfies Readonly<Record<string, Words>>

function findingsOf(tx: Transaction, role: string): RoleThing[] {
  return [...tx.organization.pack.checklists.values()].flatMap(
    ({ id, title, mend, waivedBy, carries }) => {
      const does = [
        ...(mend !== undefined && names([mend.by], role) ? [parts.mends] : []),
        ...(mend?.verify !== undefined && names([mend.verify], role) ? [parts.verifies] : []),
        ...(waivedBy !== undefined && names([waivedBy], role) ? [parts.waives] : []),
      ]
      const detail = sayTo(tx, listed(does))
      return does.length === 0 ? [] : [{ id, title, detail, href: null, carries: [...carries] }]
    },
  )
}

/** Procedures in which the role acts, each with the steps that are its own. */
function decidesOf(tx: Transaction, role: string): RoleThing[] {
  return [...tx.organization.pack.procedures.values()].flatMap(({ id, title, steps }) => {
    const own = [...steps.values()].filter((step) => names(step.by, role))
    return own.length === 0
      ? []
      : [
          {
            id,
            title,
            detail: sayTo(tx, listed(own.map((step) => step.title))),
            href: `/apply/${id}`,
            carries: [...new Set(own.flatMap((step) => step.carries))],
          },
        ]
  })
}

function keepsOf(tx: Transaction, role: string): RoleThing[] {
  return [...tx.organization.pack.registers.values()]
    .filter(({ keptBy }) => names([keptBy], role))
    .map(({ id, title, carries }) => ({
      id,
      title,
      detail: null,
      href: `/registers/${id}`,
      carries: [...carries],
    }))
}

/** Procedures of which the role is told: incidents among them. */
function hearsOf(tx: Transaction, role: string): RoleThing[] {
  return [...tx.organization.pack.procedures.values()].flatMap(({ id, title, steps }) => {
    const isTold = [...steps.values()].some((step) =>
      step.decisions.some(({ branches }) =>
        branches.some(({ effects }) =>
          effects.some((effect) => effect.kind === 'tell' && names(effect.to, role)),
        ),
      ),
    )
    return isTold ? [{ id, title, detail: null, href: `/apply/${id}`, carries: [] }] : []
  })
}
