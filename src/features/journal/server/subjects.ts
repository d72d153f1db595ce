import type { Words } from '#kernel/words/words.ts'
import { sayTo } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { storedNames } from './storedNames.ts'
import type { SubjectName } from './storedNames.ts'

/** The subject of an event in words. */
export interface Subject extends SubjectName {
  /** 「案件」 */
  readonly kindTitle: string
}

/** The words for the kinds of subjects that actions name. */
export const kindTitles: Readonly<Record<string, Words>> = {
  organization: { ja: '組織', en: 'Organisation' },
  'edition-proposal': { ja: '新しい版', en: 'Proposed edition' },
  unit: { ja: '所属', en: 'Unit' },
  post: { ja: '職', en: 'Post' },
  person: { ja: '職員等', en: 'Member of staff' },
  account: { ja: 'アカウント', en: 'Account' },
  assignment: { ja: '任命', en: 'Appointment' },
  absence: { ja: '不在', en: 'Absence' },
  start: { ja: 'はじめの仕事', en: 'Line of the start list' },
  'mail-trial': { ja: '試しのメール', en: 'Trial mail' },
  session: { ja: 'サインイン', en: 'Session' },
  token: { ja: 'APIトークン', en: 'API token' },
  case: { ja: '案件', en: 'Case' },
  notice: { ja: 'お知らせ', en: 'Notice' },
  entry: { ja: '登録', en: 'Entry' },
  register: { ja: '台帳', en: 'Register' },
  import: { ja: '取込み', en: 'Import' },
  campaign: { ja: '棚卸し', en: 'Stocktake' },
  round: { ja: '定期業務', en: 'Recurring work' },
  occurrence: { ja: '対象ごとの実施', en: 'Occurrence' },
  machine: { ja: '機械', en: 'Machine' },
  provision: { ja: '条項', en: 'Provision' },
  course: { ja: '研修の教材', en: 'Course' },
  'course-session': { ja: '集まって行う研修', en: 'Training session' },
  finding: { ja: '指摘', en: 'Finding' },
  meeting: { ja: '会議', en: 'Meeting' },
  body: { ja: '会議体', en: 'Committee' },
  transfer: { ja: '人事異動', en: 'Transfers' },
  call: { ja: '呼出し', en: 'Call' },
  document: { ja: '文書', en: 'Document' },
  edition: { ja: '規程パックの版', en: 'Edition of the policy pack' },
  file: { ja: 'ファイル', en: 'File' },
  layout: { ja: '様式', en: 'Form' },
  request: { ja: '求め', en: 'Request' },
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

interface Row {
  readonly subject_kind: string
  readonly subject_id: string
}

/**
 * The subjects of some rows, by `kind/id`. Takes one statement for each kind that is in the
 * database.
 */
export async function subjectsOf(
  tx: Transaction,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Subject>> {
  const ids = (kind: string): string[] => [
    ...new Set(rows.filter((row) => row.subject_kind === kind).map((row) => row.subject_id)),
  ]
  // An event about nobody that is known (a sign-in with a name that no account has) names no id.
  const storedIds = (kind: string): string[] =>
    kind === 'edition' ? ids(kind) : ids(kind).filter((id) => uuid.test(id))
  const byKey = new Map<string, SubjectName>(await storedNames(tx, storedIds))
  const { view, title } = tx.organization
  for (const id of ids('person'))
    byKey.set(`person/${id}`, {
      title: view.persons.get(id)?.name ?? '',
      link: `/organization/persons/${id}`,
    })
  for (const id of ids('unit'))
    byKey.set(`unit/${id}`, { title: view.units.get(id)?.title ?? '', link: '/organization' })
  for (const id of ids('post')) byKey.set(`post/${id}`, { title: view.posts.get(id)?.title ?? '' })
  for (const id of ids('organization'))
    byKey.set(`organization/${id}`, { title, link: '/organization' })
  for (const id of ids('register'))
    byKey.set(`register/${id}`, {
      title: tx.organization.pack.registers.get(id)?.title ?? '',
      link: `/registers/${id}`,
    })
  for (const id of ids('layout'))
    byKey.set(`layout/${id}`, {
      title: tx.organization.pack.procedures.get(id)?.title ?? '',
      link: `/layouts/${id}`,
    })
  for (const id of ids('body'))
    byKey.set(`body/${id}`, {
      title: tx.organization.pack.roles.get(id)?.title ?? '',
      link: `/bodies/${id}`,
    })
  for (const id of ids('round'))
    byKey.set(`round/${id}`, {
      title: tx.organization.pack.rounds.get(id)?.title ?? '',
      link: `/rounds/${id}`,
    })
  for (const id of ids('meeting')) byKey.set(`meeting/${id}`, { link: `/meetings/${id}` })
  for (const id of ids('absence')) byKey.set(`absence/${id}`, { link: '/organization/absences' })
  for (const id of ids('assignment')) byKey.set(`assignment/${id}`, { link: '/organization/roles' })
  return new Map(
    rows.map((row) => {
      const {
        title: name,
        link,
        procedure,
      } = byKey.get(`${row.subject_kind}/${row.subject_id}`) ?? {}
      return [
        `${row.subject_kind}/${row.subject_id}`,
        {
          kindTitle: sayTo(tx, kindTitles[row.subject_kind] ?? row.subject_kind),
          ...(name ? { title: name } : {}),
          ...(link ? { link } : {}),
          ...(procedure ? { procedure } : {}),
        },
      ]
    }),
  )
}

/** The names of the people, units, posts, systems and other places in the details, by id. */
export function namesIn(tx: Transaction, details: readonly unknown[]): Record<string, string> {
  const { persons, units, posts, places } = tx.organization.view
  const mentioned = new Set(
    JSON.stringify(details).match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g),
  )
  const nameOf = (id: string): string | undefined =>
    persons.get(id)?.name ?? units.get(id)?.title ?? posts.get(id)?.title ?? places.get(id)?.title
  return Object.fromEntries(
    [...mentioned].flatMap((id) => {
      const name = nameOf(id)
      return name === undefined ? [] : [[id, name]]
    }),
  )
}
