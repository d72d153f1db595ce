import { formatEra } from '#kernel/calendar/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** The name of a subject and the page that shows it. */
export interface SubjectName {
  /** 「持出R8-0012 避難支援の名簿」; absent if it has no name of its own. */
  readonly title?: string
  /** The address of its page. */
  readonly link?: string
  /** The procedure, if the subject is a case. */
  readonly procedure?: string
}

type NameLoader = (
  db: Transaction['db'],
  organizationId: string,
  ids: string[],
) => Promise<[id: string, name: SubjectName][]>

/**
 * Loads the names of each kind of subject that is in the database. A restricted case shows only its
 * number.
 */
const nameLoaders: Readonly<Record<string, NameLoader>> = {
  case: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('cases')
        .select(['id', 'number', 'subject', 'procedure', 'restricted'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [
      row.id,
      {
        title: row.restricted ? row.number : `${row.number} ${row.subject}`,
        link: `/cases/${row.id}`,
        procedure: row.procedure,
      },
    ]),
  entry: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('entries')
        .select(['id', 'register', 'number', 'name'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [
      row.id,
      { title: `${row.number} ${row.name}`, link: `/registers/${row.register}/${row.id}` },
    ]),
  campaign: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('campaigns')
        .select(['id', 'title'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [row.id, { title: row.title, link: `/campaigns/${row.id}` }]),
  occurrence: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('occurrences')
        .select(['id', 'subject_title'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [row.id, { title: row.subject_title, link: `/checks/${row.id}` }]),
  machine: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('machine_tokens as m')
        .leftJoin('entries as e', (join) =>
          join
            .onRef('e.organization_id', '=', 'm.organization_id')
            .onRef('e.id', '=', 'm.entry_id'),
        )
        .select(['m.id', 'm.title', 'm.register', 'm.entry_id', 'e.name'])
        .where('m.organization_id', '=', organizationId)
        .where('m.id', 'in', ids)
        .execute()
    ).map((row) => [
      row.id,
      row.entry_id === null
        ? { title: row.title }
        : {
            title: `${row.title} ${row.name ?? ''}`,
            link: `/registers/${row.register}/${row.entry_id}`,
          },
    ]),
  finding: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('findings')
        .select(['id', 'subject_title'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [row.id, { title: row.subject_title, link: `/findings/${row.id}` }]),
  transfer: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('transfers')
        .select(['id', 'effective_on'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [row.id, { title: formatEra(row.effective_on), link: `/transfers/${row.id}` }]),
  call: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('calls')
        .select(['id', 'message'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [row.id, { title: row.message.split('\n')[0] ?? '', link: `/calls/${row.id}` }]),
  account: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('accounts')
        .select(['id', 'name'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [row.id, { title: row.name, link: '/organization/accounts' }]),
  document: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('documents')
        .select(['id', 'title'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    ).map((row) => [row.id, { title: row.title, link: `/policy/documents/${row.id}` }]),
  edition: async (db, organizationId, ids) =>
    (
      await db
        .selectFrom('pack_editions')
        .select(['hash', 'edition'])
        .where('organization_id', '=', organizationId)
        .where('hash', 'in', ids)
        .execute()
    ).map((row) => [row.hash, { title: row.edition, link: '/policy/edition' }]),
}

/**
 * The names of all stored subjects, by `kind/id`; `ids` gives the ids of a kind that are needed.
 */
export async function storedNames(
  { db, organization }: Transaction,
  ids: (kind: string) => string[],
): Promise<[string, SubjectName][]> {
  const loaded = await Promise.all(
    Object.entries(nameLoaders).map(async ([kind, load]) => {
      const wanted = ids(kind)
      if (wanted.length === 0) return []
      const names = await load(db, organization.id, wanted)
      return names.map(([id, name]): [string, SubjectName] => [`${kind}/${id}`, name])
    }),
  )
  return loaded.flat()
}
