import { Type } from 'typebox'
import { ancestors, covers } from '#kernel/organization/index.ts'
import type { TransferFault } from '#kernel/organization/index.ts'
import type { TableColumn, TableRecord } from '#platform/documents/tables/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { demandKeeper } from './actions.ts'

/** Headers, with the types and choices of their columns. */
const headers: Readonly<Record<string, Pick<TableColumn, 'choices' | 'type'>>> = {
  職員番号: {},
  氏名: {},
  ふりがな: {},
  所属: {},
  職: {},
  兼務: {},
  雇用区分: {},
  メール: {},
  '電話（内線）': {},
  在籍の終わり: { type: 'date' },
  異動: { choices: ['採用', '異動', '退職'] },
}

/** The columns of the list that is downloaded, changed and uploaded. */
export const rosterColumns: readonly TableColumn[] = Object.entries(headers).map(
  ([header, more]) => ({ key: header, header, ...more }),
)

/** The present persons as a list that can be uploaded again. */
export const roster = defineQuery({
  name: 'transfer.roster',
  input: Type.Object({}),
  authorise: demandKeeper,
  run: async (tx): Promise<TableRecord[]> => {
    const { view } = tx.organization
    const rows = await tx.db
      .selectFrom('persons')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .orderBy('kana')
      .orderBy('id')
      .execute()
    return rows
      .filter((row) => (row.to_on ?? tx.today) >= tx.today)
      .map((row) => {
        const currentPosts = (view.persons.get(row.id)?.posts ?? [])
          .filter((post) => covers(post, tx.today))
          .flatMap((post) => view.posts.get(post.post) ?? [])
        return {
          職員番号: row.number,
          氏名: row.name,
          ふりがな: row.kana,
          所属: unitName(tx, row.unit_id),
          職: currentPosts
            .filter((post) => post.unit === row.unit_id)
            .map((post) => post.title)
            .join('、'),
          兼務: currentPosts
            .filter((post) => post.unit !== row.unit_id)
            .map((post) => `${unitName(tx, post.unit)} ${post.title}`)
            .join('、'),
          雇用区分: row.employment,
          メール: row.email,
          '電話（内線）': row.phone,
          在籍の終わり: row.to_on,
          異動: '',
        }
      })
  },
})

/** The title of a unit; where several units have it, preceded by the title of the unit above. */
function unitName(tx: Transaction, id: string): string {
  const { view } = tx.organization
  const title = view.units.get(id)?.title ?? ''
  const alike = [...view.units.values()].filter((unit) => unit.title === title)
  return alike.length < 2
    ? title
    : ancestors(view, id)
        .slice(0, 2)
        .map((unit) => view.units.get(unit)?.title ?? '')
        .toReversed()
        .join(' ')
}

export const faultColumns: readonly TableColumn[] = [
  { key: 'kind', header: '種類' },
  { key: 'row', header: '行', type: 'number' },
  { key: 'name', header: '氏名' },
  { key: 'column', header: '列' },
  { key: 'value', header: '書かれていること' },
  { key: 'says', header: '直すところ', width: 80 },
]

/** A fault as a row of the file of faults. */
export function faultRecord(fault: TransferFault): TableRecord {
  return {
    kind: fault.kind === 'error' ? '直す' : '確かめる',
    row: fault.row,
    name: fault.name,
    column: fault.column,
    value: fault.value,
    says: fault.says.ja,
  }
}
