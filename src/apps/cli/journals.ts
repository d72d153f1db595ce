import type { JournalState } from '#platform/backup/manifest.ts'

const faultTexts: Record<string, string> = {
  altered: '内容が書き換えられています',
  missing: '行が失われています',
  'out-of-chain': '前の行とつながっていません',
  'head-differs': '末尾の行が失われたか付け足されています',
  'not-sealed': '封印された行と違います',
  cut: '封印されていた行がありません',
  'row-altered': '操作記録と違う値に書き換えられています',
  'row-missing': '操作記録にあるのに、ありません',
  'row-added': '操作記録にないのに、あります',
}

export const tableTitles: Record<string, string> = {
  organizations: '組織',
  units: '所属',
  posts: '職',
  persons: '職員等',
  person_posts: '職員等の職',
  assignments: '任命',
  absences: '不在',
  absence_deputies: '不在のあいだの代行',
  accounts: 'アカウント',
  api_tokens: 'APIトークン',
  calendars: '予定表のアドレス',
  passkeys: 'パスキー',
  entries: '登録',
  entry_versions: '登録の履歴',
  cases: '案件',
  case_steps: '案件の経過',
  exceptions: '例外措置',
  signatures: '署名',
  files: 'ファイル',
  pack_editions: '規程パックの版',
  edition_proposals: '提案された版',
  tasks: 'すること',
  links: 'つながり',
  notices: 'お知らせ',
  reminders: '催促',
  reviews: '代行の確認',
  entry_warnings: '期限の知らせ',
  imports: '取込み',
  documents: '規程の文書',
  provisions: '規定の文',
  departure_decisions: '文書との違いの決め',
  organization_titles: '組織の前の名前',
  start_asides: '後回しにした始めの仕事',
  mail_trials: '試しのメール',
  campaigns: '棚卸し',
  campaign_parts: '棚卸しの受持ち',
  campaign_lines: '棚卸しの行',
  round_turns: '定期業務の回',
  round_members: '定期業務の対象',
  occurrences: '対象ごとの実施',
  standings: '点検の答え',
  machine_tokens: '機械のトークン',
  findings: '指摘',
  finding_acts: '指摘の経過',
  occurrence_members: '監査する人',
  audit_samples: '抜き取り',
  audit_grades: '指摘の重さ',
  courses: '研修の教材',
  course_editions: '研修の教材の版',
  course_takings: '研修の受け方',
  course_sessions: '集まって行う研修',
  course_attendances: '研修の出席',
  meetings: '会議',
  transfers: '人事異動',
  calls: '呼出し',
  call_answers: '呼出しの答え',
  layouts: '様式',
}

/** One line for each journal, and one for each fault. */
export function journalLines(journals: readonly JournalState[]): string[] {
  return journals.flatMap(({ title, rows, compared, broken }) => [
    `${title}: 操作記録 ${rows} 行${compared === undefined ? '' : `、照らした行 ${compared} 件`}、${broken.length === 0 ? '誤りなし' : `誤り ${broken.length} か所`}`,
    ...broken.map(
      (fault) => `  ${title} の${placeOf(fault)}: ${faultTexts[fault.why] ?? fault.why}。`,
    ),
  ])
}

function placeOf({ seq, to, table, key }: JournalState['broken'][number]): string {
  if (table !== undefined) return `${tableTitles[table] ?? table}（${key ?? ''}）`
  if (to === undefined || to === seq) return `操作記録 ${seq} 番`
  const count = to - seq + 1
  return `操作記録 ${seq.toLocaleString('ja')}〜${to.toLocaleString('ja')} 番の ${count.toLocaleString('ja')} 行`
}
