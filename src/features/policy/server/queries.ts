import { Type } from 'typebox'
import { addDays, addMonths } from '#kernel/calendar/index.ts'
import { isForEveryone, isRunning } from '#kernel/handling/exceptions.ts'
import type { OrganizationView } from '#kernel/organization/types.ts'
import { mechanismTitles } from '#kernel/packs/carriers.ts'
import { partRef } from '#kernel/packs/parts.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { countStates, keptStates, provisionStanding } from '#kernel/status/index.ts'
import type { ExceptionCoverage, MechanismStanding } from '#kernel/status/index.ts'
import { mayAdminister } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { MapQuery, MonthsQuery, ProvisionQuery } from '../contract.ts'
import { stored, storedOr } from '#platform/gate/stored.ts'
import { ImportSummary } from '../contract.ts'
import type { DocumentDetail, Months, Outline, ProvisionDetail, ProvisionRow } from '../contract.ts'
import { departureDecisions } from './departures.ts'
import { carriageOf, coverageCounts, gripView, isCarried, strengthView } from './coverage.ts'
import { firstDay } from './firstDay.ts'
import { linkOf } from './links.ts'
import { mostAhead, viewOn } from './mapDay.ts'
import type { MapView } from './mapDay.ts'
import { standingsByProvision } from './states.ts'
import { mayReport } from './report/access.ts'
import { wayOf } from './way.ts'
import { roleList, rolesByProvision } from './workRoles.ts'
import type { GrantedException } from '#kernel/handling/grantedException.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Words } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'

/** The whole policy as an outline with the state of each provision, on a day. */
export const outline = defineQuery({
  name: 'policy.outline',
  input: MapQuery,
  authorise: () => undefined,
  run: async (now, input): Promise<Outline> => {
    const view = await viewOn(now, input.on)
    const { tx, day } = view
    const { pack, editionHash } = tx.organization
    const states = await provisionStates(view, now.today)
    const wordingRows = await tx.db
      .selectFrom('provisions')
      .select('ref')
      .where('organization_id', '=', tx.organization.id)
      .where('edition_hash', '=', editionHash)
      .execute()
    const words = new Set(wordingRows.map((row) => row.ref))
    const provisions = states.map(({ provision, carriers, ...state }) => ({
      ref: provision.ref,
      under: provision.under,
      kind: provision.kind,
      modality: provision.modality,
      gist: provision.gist,
      carriage: carriageOf(pack, provision.ref),
      ...state,
      carriers: carriers.length,
      worded: words.has(provision.ref),
      roles: [...(rolesByProvision(pack).get(provision.ref) ?? [])],
    }))
    const document = await lastDocument(tx)
    return {
      ...toldOf(view),
      pack: pack.id,
      title: pack.title,
      edition: pack.edition,
      inForce: pack.inForce,
      hash: editionHash,
      provisions,
      headings: pack.headings.map(({ ref, title, under }) => ({
        ref,
        title,
        under: under ?? null,
      })),
      ...summary(provisions),
      coverage: coverageCounts(pack, document?.unlisted ?? 0),
      document: day.when === 'today' ? document : null,
      since: await firstDay(now),
      roles: roleList(now, pack),
      mayImport: mayAdminister(now),
      mayReport: mayReport(now),
    }
  },
})

const toldOf = ({ tx, day, leftOut }: MapView): Pick<Outline, 'on' | 'when' | 'leftOut'> => ({
  on: day.on,
  when: day.when,
  leftOut: leftOut.map((words) => sayTo(tx, words)),
})

/** The provisions of the edition of a day, with their mechanisms and how they stood. */
async function provisionStates(view: MapView, today: string) {
  const { tx } = view
  const { pack } = tx.organization
  const byRef = await standingsByProvision(view, today)
  return pack.provisions.map((provision) => {
    const carriers = byRef.get(provision.ref) ?? []
    return {
      provision,
      carriers,
      ...provisionStanding(carriers, exceptedNow(tx, provision.ref)),
      carried: isCarried(carriageOf(pack, provision.ref)),
    }
  })
}

function summary(
  provisions: readonly Pick<ProvisionRow, 'state' | 'carried' | 'setUp'>[],
): Pick<Outline, 'counts' | 'questions'> {
  return {
    counts: countStates(provisions.map(({ state }) => state)),
    questions: {
      all: provisions.length,
      carried: provisions.filter(({ carried }) => carried).length,
      setUp: provisions.filter(({ setUp }) => setUp).length,
      kept: provisions.filter(({ state }) => keptStates.has(state)).length,
      proved: provisions.filter(({ state }) => state === 'proved').length,
    },
  }
}

/** The most months that are told at once. */
const mostMonths = 40

/** How many provisions were in each state at the end of each month, and of those to come would be. */
export const months = defineQuery({
  name: 'policy.months',
  input: MonthsQuery,
  authorise: () => undefined,
  run: async (tx, input): Promise<Months> => {
    const first = await firstDay(tx)
    const from = input.from ?? addMonths(tx.today, -12)
    const to = input.to ?? addMonths(tx.today, 3)
    const days = monthEnds(from, to, tx.today).filter(
      (on) => on >= first && on <= addDays(tx.today, mostAhead),
    )
    const told: Months['months'] = []
    for (const on of days.slice(-mostMonths)) {
      const known = pastMonths.get(tx.organization.view)?.get(on)
      if (known !== undefined && tx.now.getTime() - known.at < monthKept) told.push(known.month)
      else {
        const view = await viewOn(tx, on)
        const { when } = view.day
        const month = { on, when, ...summary(await provisionStates(view, tx.today)) }
        told.push(month)
        if (when === 'past') keepMonth(tx, month)
      }
    }
    return { months: told }
  },
})

type Month = Months['months'][number]

/**
 * Months that are past, kept with the organisation while nothing of its people, roles and editions
 * changes, and for an hour: what is recorded afterwards of a day that is past comes in with the next.
 */
const pastMonths = new WeakMap<
  OrganizationView,
  Map<string, { readonly at: number; readonly month: Month }>
>()
const monthKept = 3_600_000
const mostMonthsKept = 120

function keepMonth({ organization: { view }, now }: Transaction, month: Month): void {
  const months = pastMonths.get(view) ?? new Map()
  pastMonths.set(view, months)
  months.set(month.on, { at: now.getTime(), month })
  const [oldest] = months.keys()
  if (months.size > mostMonthsKept) months.delete(oldest)
}

/** The last day of each month; of the present month, today. */
function monthEnds(from: string, to: string, today: string): string[] {
  const days: string[] = []
  for (let month = `${from.slice(0, 7)}-01`; month <= to; month = addMonths(month, 1)) {
    const end = addDays(addMonths(month, 1), -1)
    days.push(month.slice(0, 7) === today.slice(0, 7) ? today : end)
    if (days.length > 1_200) break
  }
  return days
}

/** One provision: wording, mechanisms that carry it, what the records say of a day. */
export const provision = defineQuery({
  name: 'policy.provision',
  input: ProvisionQuery,
  authorise: async (now, input) => {
    const view = await viewOn(now, input.on)
    const definition =
      view.tx.organization.pack.provisions.find((candidate) => candidate.ref === input.ref) ??
      refuse('not-found', { what: { ja: `条項 ${input.ref}`, en: `provision ${input.ref}` } })
    return { view, definition }
  },
  run: async (now, _input, { view, definition }): Promise<ProvisionDetail> => {
    const { tx } = view
    const { pack, editionHash } = tx.organization
    const carriers = (await standingsByProvision(view, now.today)).get(definition.ref) ?? []
    const standing = provisionStanding(carriers, exceptedNow(tx, definition.ref))
    const wording = await tx.db
      .selectFrom('provisions')
      .select(['original', 'line', 'departure'])
      .where('organization_id', '=', tx.organization.id)
      .where('edition_hash', '=', editionHash)
      .where('ref', '=', definition.ref)
      .executeTakeFirst()
    return {
      ...toldOf(view),
      ref: definition.ref,
      kind: definition.kind,
      modality: definition.modality,
      gist: definition.gist,
      parts: (definition.parts ?? []).map((gist, index) => ({
        ref: partRef(definition.ref, index + 1),
        gist,
      })),
      ...strengthView(tx, definition.ref),
      path: pathOf(pack, definition.under),
      ...standing,
      way:
        view.day.when === 'today'
          ? ((await wayOf(tx, carriers, standing.state))?.view ?? null)
          : null,
      exceptions: [
        ...new Map(
          exceptionsFrom(tx, definition.ref).map((exception) => [
            exception.number,
            {
              number: exception.number,
              for: whomOf(tx, exception),
              from: exception.from,
              until: exception.until,
            },
          ]),
        ).values(),
      ],
      original: wording?.original ?? null,
      line: wording?.line ?? null,
      departure: wording?.departure ?? null,
      carriers: carriers.map((mechanism) => carrierRow(tx, definition.ref, mechanism)),
    }
  },
})

/** The imported document and its differences from the pack. */
export const document = defineQuery({
  name: 'policy.document',
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  authorise: () => undefined,
  run: async (tx, input): Promise<DocumentDetail> => {
    const row =
      (await tx.db
        .selectFrom('documents')
        .select(['id', 'title', 'imported_at', 'summary'])
        .where('organization_id', '=', tx.organization.id)
        .where('id', '=', input.id)
        .executeTakeFirst()) ?? refuse('not-found', { what: nouns.document })
    return {
      id: row.id,
      title: row.title,
      importedAt: row.imported_at.toISOString(),
      summary: stored(ImportSummary, row.summary, `文書「${row.title}」の読取りの結果`),
      decisions: await departureDecisions(tx, row.id),
      mayDecide: mayAdminister(tx),
    }
  },
})

/** The exceptions from a provision that are in force today. */
function exceptionsFrom(tx: Transaction, ref: string): readonly GrantedException[] {
  return tx.organization.exceptions.filter(
    (exception) => exception.provisions.includes(ref) && isRunning(exception, tx.today),
  )
}

export function exceptedNow(tx: Transaction, ref: string): ExceptionCoverage {
  const running = exceptionsFrom(tx, ref)
  return running.length === 0 ? 'nobody' : running.some(isForEveryone) ? 'everyone' : 'some'
}

const subject: Words = { ja: '申請した対象', en: 'what was applied for' }
const everybody: Words = { ja: '全員', en: 'everybody' }

/**
 * Whether an exception is for everyone, a person, a unit or an entry; names of persons and entries
 * are not given to everybody.
 */
function whomOf(tx: Transaction, { person, unit, entry }: GrantedException): string {
  if (unit !== undefined) return tx.organization.view.units.get(unit)?.title ?? ''
  return sayTo(
    tx,
    person !== undefined ? nouns.applicant : entry !== undefined ? subject : everybody,
  )
}

/** A mechanism as a row: what the worst of its standings says. */
function carrierRow(
  tx: Transaction,
  ref: string,
  { carrier, state, standings }: MechanismStanding,
): ProvisionDetail['carriers'][number] {
  const worst = standings.filter((standing) => standing.state === state)
  const last = standings
    .flatMap((standing) => standing.last ?? [])
    .toSorted()
    .at(-1)
  const due = worst.flatMap((standing) => standing.due ?? []).toSorted()[0]
  const says = worst.flatMap((standing) => standing.says ?? []).slice(0, 3)
  return {
    kind: carrier.kind,
    kindTitle: mechanismTitles[carrier.kind],
    path: carrier.path,
    title: carrier.title,
    when: carrier.when?.source ?? null,
    ...gripView(tx, ref, carrier.path),
    state,
    proof:
      says.length === 0 ? null : [...new Set(says.map((words) => sayTo(tx, words)))].join(' / '),
    lastAt: last === undefined ? null : new Date(last).toISOString(),
    nextDue: due === undefined ? null : new Date(due).toISOString(),
    link: linkOf(carrier.path),
  }
}

async function lastDocument(tx: Transaction): Promise<Outline['document']> {
  const row = await tx.db
    .selectFrom('documents')
    .select(['id', 'title', 'imported_at', 'summary'])
    .where('organization_id', '=', tx.organization.id)
    .orderBy('imported_at', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const summary = storedOr(ImportSummary, row.summary)
  return {
    id: row.id,
    title: row.title,
    importedAt: row.imported_at.toISOString(),
    attached: summary?.attached ?? 0,
    unlisted: summary?.departures.filter(({ line }) => line !== null).length ?? 0,
    departures: summary?.departures.length ?? 0,
  }
}

/** The headings above a provision, outermost first. */
function pathOf(pack: Pack, under: string): ProvisionDetail['path'] {
  const heading = pack.headings.find((candidate) => candidate.ref === under)
  return heading
    ? [
        ...(heading.under ? pathOf(pack, heading.under) : []),
        { ref: heading.ref, title: heading.title },
      ]
    : []
}
