import { createEntry } from '#features/registers/server/actions.ts'
import type { TestResponse, Client, PersonName, World } from '../support/world.ts'

export interface Receipt {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly step: string | null
  readonly version: number
  readonly opened: readonly { readonly id: string }[]
}
export interface Refusal {
  readonly code: string
  readonly detail: string
  readonly grounds?: readonly { readonly provision: string }[]
  readonly faults?: readonly { readonly at: string; readonly detail: string }[]
}
export interface TaskView {
  readonly caseId: string | null
  readonly title: string
  readonly as: string
  readonly insteadOf: string | null
  readonly verb: string
  readonly dueAt: string | null
  readonly planned: boolean
  readonly asked: { readonly by: string; readonly what: string; readonly at: string } | null
}
export interface TaskPageView {
  readonly today: readonly TaskView[]
  readonly week: readonly TaskView[]
  readonly later: readonly TaskView[]
  readonly counts: { readonly today: number; readonly week: number; readonly later: number }
  readonly total: number
  readonly next?: string
}
export interface HomeView extends TaskPageView {
  readonly waiting: readonly { readonly id: string; readonly stranded: string | null }[]
  readonly stranded: readonly { readonly role: string; readonly href: string }[]
  readonly notices: readonly { readonly message: string; readonly caseId: string | null }[]
  readonly away: {
    readonly to: string
    readonly open: { readonly id: string; readonly version: number } | null
    readonly deputies: readonly { readonly seat: string; readonly persons: readonly string[] }[]
  } | null
  readonly actingFor: readonly { readonly name: string; readonly to: string }[]
}
export interface CaseView {
  readonly number: string
  readonly subject: string
  readonly version: number
  readonly status: string
  readonly outcome: { readonly id: string } | null
  readonly step: { readonly id: string } | null
  readonly paper: readonly {
    readonly field: string
    readonly value: string
    readonly changed: boolean
  }[]
  readonly others: readonly { readonly id: string; readonly entry: string }[]
  readonly linked: readonly { readonly id: string; readonly relation: string }[]
  readonly abilities: {
    readonly mayAct: boolean
    readonly mayWithdraw: boolean
    readonly barred: boolean
    readonly insteadOf: string | null
    readonly question: string | null
    readonly handOver: { readonly from: string } | null
    readonly fields: readonly { readonly id: string }[]
    readonly known: Readonly<Record<string, unknown>>
    readonly decisions: readonly {
      readonly id: string
      readonly onward: boolean
      readonly confirm: readonly { readonly id: string }[]
    }[]
  }
  readonly history: readonly {
    readonly kind: string
    readonly person: string
    readonly as: string
    readonly insteadOf: string | null
    readonly because: string | null
    readonly decision: string
    readonly comment: string | null
    readonly reply: string | null
    readonly passedOver: readonly string[]
    readonly confirmed: readonly string[]
    readonly left: readonly { readonly name: string; readonly state: string }[]
    readonly late: { readonly days: number } | null
  }[]
}

export const takeOutFields = {
  medium: 'usb',
  destination: '県庁',
  purpose: '打合せ',
  departAt: '2026-11-04T09:00:00+09:00',
  returnBy: '2026-11-06T17:00:00+09:00',
}

/**
 * Creates an entry of the asset register, in the unit of the clerk unless said otherwise. Returns
 * its id.
 */
export async function createAsset(
  world: World,
  confidentiality: number,
  by: PersonName = 'clerk',
  name = '要支援者名簿',
): Promise<string> {
  return (
    await world.performAction(by, createEntry, {
      register: 'assets',
      fields: { name, form: 'data', class: { confidentiality }, place: '書庫' },
    })
  ).id
}

/** Sends an application to take an asset out. Returns the id of the case. */
export async function sendApplication(
  world: World,
  confidentiality: number,
  by: PersonName = 'clerk',
): Promise<string> {
  const answer = await (
    await world.as(by)
  ).post<Receipt>('/api/cases', {
    procedure: 'take-out',
    about: [await createAsset(world, confidentiality, by)],
    fields: takeOutFields,
    send: true,
  })
  return answer.body.id
}

export async function getCase(client: Client, id: string): Promise<CaseView> {
  return (await client.get<CaseView>(`/api/cases/${id}`)).body
}

/** Acts at the current step: confirms everything that the decision needs, answers a question. */
export async function act(
  client: Client,
  id: string,
  decision?: string,
  fields: Readonly<Record<string, unknown>> = {},
  comment?: string,
  safeguards?: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<TestResponse<Receipt & Refusal>> {
  const view = await getCase(client, id)
  const chosen = view.abilities.decisions.find(
    (candidate) => decision === undefined || candidate.id === decision,
  )
  return client.post<Receipt & Refusal>(`/api/cases/${id}/acts`, {
    step: view.step?.id ?? 'none',
    version: view.version,
    fields,
    ...(safeguards ? { safeguards } : {}),
    confirmed: (chosen?.confirm ?? []).map((confirmation) => confirmation.id),
    ...(decision ? { decision } : {}),
    ...(view.abilities.question === null ? {} : { reply: 'お答えします' }),
    ...(comment ? { comment } : {}),
  })
}

/** The answer about the safeguard of encryption, at the departure. */
export const encrypted = { encrypt: { method: 'encryption' } }

/**
 * Sends an application and brings it to the step at which the asset is outside. Returns the id of
 * the case.
 */
export async function takeOutAsset(world: World, confidentiality: number): Promise<string> {
  const id = await sendApplication(world, confidentiality)
  await act(await world.as('head'), id, 'permit')
  if (confidentiality === 3) await act(await world.as('chief'), id, 'permit')
  await act(
    await world.as('clerk'),
    id,
    undefined,
    { departedAt: world.clock.now().toISOString() },
    undefined,
    encrypted,
  )
  return id
}

export async function homeOf(world: World, person: PersonName): Promise<HomeView> {
  return (await (await world.as(person)).get<HomeView>('/api/tasks')).body
}

/** All tasks on a page, whenever they are due. */
export const tasksOf = (home: TaskPageView): readonly TaskView[] => [
  ...home.today,
  ...home.week,
  ...home.later,
]
