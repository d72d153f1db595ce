import { Button } from '../parts/Button.tsx'
import { PageHeading } from '../parts/PageHeading.tsx'
import { Tag } from '../parts/Tag.tsx'
import { DateText } from '../parts/texts.tsx'
import { showToast } from '../parts/toast.ts'
import { DataTable } from '../table/DataTable.tsx'
import type { Column } from '../table/types.ts'
import { loadThings } from './data.ts'
import type { Thing } from './data.ts'

const columns: readonly Column<Thing>[] = [
  { id: 'title', title: '名称', cell: (row) => row.title, sortable: true, width: 280 },
  { id: 'number', title: '番号', cell: (row) => row.number, sortable: true, width: 160 },
  {
    id: 'level',
    title: '秘密度',
    cell: (row) => <Tag state={row.level === 3 ? 'late' : 'plain'}>秘密度{row.level}</Tag>,
    sortable: true,
    width: 110,
    filter: {
      kind: 'choice',
      options: [3, 2, 1].map((level) => ({ id: String(level), title: `秘密度${level}` })),
    },
  },
  { id: 'unit', title: '所管', cell: (row) => row.unit, width: 130 },
  { id: 'place', title: '置き場所', cell: (row) => row.place, width: 140 },
  {
    id: 'checked',
    title: '点検した日',
    cell: (row) => <DateText short date={row.checked} />,
    sortable: true,
    width: 110,
    numeric: true,
    filter: { kind: 'dates' },
  },
]

function bulkActions(chosenIds: readonly string[], clear: () => void) {
  return (
    <Button
      size="small"
      onPress={() => {
        showToast(`${chosenIds.length}件の点検を記録しました`)
        clear()
      }}
    >
      点検を記録する
    </Button>
  )
}

/** A register of 200,000 entries. */
export default function TablePage() {
  return (
    <>
      <PageHeading
        title="台帳の見本"
        lead="20万行でも、見えている行だけを描きます。矢印キーで行を移り、Enterで開き、空白キーで選びます。"
      />
      <DataTable
        id="gallery"
        label="情報資産"
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `/gallery/case?from=${row.id}`}
        queryKey={['gallery', 'things']}
        load={loadThings}
        bulkActions={bulkActions}
        actions={
          <Button kind="main" icon="plus">
            登録する
          </Button>
        }
      />
    </>
  )
}
