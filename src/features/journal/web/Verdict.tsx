import { useTexts } from '#ui/i18n/index.ts'
import { Notice } from '#ui/parts/Notice.tsx'
import type { JournalVerdict } from '../contract.ts'
import { text } from './text.ts'

/** What a verification found: all is as it was, or each place that is not. */
export function Verdict({ verdict }: { readonly verdict: JournalVerdict }) {
  const say = useTexts(text)
  if (verdict.broken.length === 0)
    return (
      <Notice kind="good" title={say('good', { rows: verdict.rows })}>
        <p>
          {verdict.compared === undefined
            ? say('uncompared')
            : say('compared', { count: verdict.compared })}
        </p>
        <p className="text-[0.8125rem] break-all text-sub">
          {say('hash')} {verdict.head}
        </p>
      </Notice>
    )
  return (
    <Notice kind="stop" title={say('bad', { count: verdict.broken.length })}>
      <ul className="list-disc pl-5">
        {verdict.broken.map((defect) => (
          <li key={`${defect.seq}${defect.why}${defect.table}${defect.key}`}>
            <DefectWords defect={defect} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type Defect = JournalVerdict['broken'][number]
type Why =
  | 'altered'
  | 'missing'
  | 'out-of-chain'
  | 'head-differs'
  | 'not-sealed'
  | 'cut'
  | 'row-altered'
  | 'row-missing'
  | 'row-added'

function DefectWords({ defect }: { readonly defect: Defect }) {
  const say = useTexts(text)
  const { seq, to, table, key } = defect
  const why = say(`why.${defect.why as Why}`)
  if (table !== undefined)
    return say('row', { table: say(`table.${table as 'entries'}`), key: key ?? '', why })
  if (to !== undefined && to > seq) return say('run', { from: seq, to, count: to - seq + 1, why })
  return say('broken', { seq, why })
}
