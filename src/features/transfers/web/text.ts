import type { Say } from '#ui/i18n/index.ts'
import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('transfers', {
  ja: {
    title: '人事異動', lead: '次の体制の一覧を取り込むと、人ごとに前と後を見比べられます。決めた異動は、その日の午前0時に一度に反映されます。',
    start: '一覧を取り込む', on: '異動の日', onHelp: 'この日の午前0時から新しい体制になります。過ぎた日なら、決めたときにすぐ反映します。', extent: '一覧にいる人', extentAll: '全員がいる名簿（いない人は退職とみなす）', extentSome: '異動する人だけ（いない人は変えない）',
    drop: 'Excel（.xlsx）か CSV の一覧を置く', dropHint: 'UTF-8 と Shift_JIS のどちらでも読めます。', columns: '読む列：職員番号、氏名、ふりがな、所属、職、兼務、雇用区分、メール、電話、在籍の終わり、異動（採用・退職など）。ある列だけで構いません。', sending: '一覧を確かめています',
    roster: '今の名簿を受け取る', rosterLead: '今の名簿を Excel で受け取り、書き直して取り込むのが確実です。',
    list: 'これまでの異動', none: 'まだ異動はありません', noneBody: '一覧を取り込むと、ここに並びます。', of: '{{date}}の異動', lines: '{{count}}行', open: '開く',
    draft: '下見', planned: '予定', applied: '反映済み', withdrawn: '取下げ', stuck: '止まっています',
    joined: '採用・転入', moved: '異動', left: '退職・転出', unchanged: '変わらない', counted: '{{title}} {{count}}人',
    errors: '直す所が{{count}}か所あります', errorsBody: '直す所が残っている間は、何も反映されません。一覧を直して、もう一度取り込んでください。', warnings: '確かめることが{{count}}件あります', warningsBody: 'このままでも異動はできます。読んで、承知したことを示してください。',
    knowing: '読んで承知しました', clean: '直す所はありません', row: '{{row}}行目', firstOnly: 'はじめの{{count}}件です。すべては Excel で受け取れます。', faultFile: 'すべてを Excel で受け取る', unused: '使わない列：{{columns}}',
    ranks: '席のない職名', ranksLead: '一覧の「職」にあって、組織にはない名前です。主事や主任のように席ではない職名なら、選んで「職名として扱う」を押してください。席なら、先に職を作ってください。', rankLines: '{{title}}（{{count}}人）', asRank: '職名として扱う', ranked: '席のない職名にしました。',
    decide: 'この異動を決める', decideNow: 'すぐに反映する', withdraw: '取り下げる', withdrawn2: '取り下げました。', decided: '異動を決めました。{{date}}の午前0時に反映します。', done: '異動を反映しました。',
    plannedTitle: '{{date}}の午前0時に反映します', plannedBody: '反映する前に、もう一度確かめます。そのとき直す所が見つかれば、何も変えずにお知らせします。', acceptedTitle: '承知して進めたこと', stuckTitle: 'この異動は反映できませんでした', stuckBody: '組織か一覧を直してから、もう一度決めてください。',
    withdrawnTitle: 'この異動は取り下げられました', people: '人ごとの前と後', person: '人', before: '前', after: '後', kind: '区分', line: '行', nobody: 'この一覧に人はいません',
    loose: '整えること', looseDone: '整えることは残っていません', looseDoneBody: '役割、案件、アカウントの引継ぎは終わっています。', seats: '役割と任命', cases: '残された仕事', held: '返してもらう物', accounts: '終わらせるアカウント', newcomers: 'アカウントのない人', mend: '整える', step: '段階：{{step}}',
    handOver: '{{name}}さんの仕事を引き継ぐ', handOverLead: '{{count}}件の案件を、まとめて別の人に引き継ぎます。', to: '引き継ぐ人', reason: '理由', reasonGiven: '人事異動のため', handedOver: '{{count}}件を引き継ぎました。', end: '終わらせる', ended: 'アカウントを終わらせました。', invite: 'アカウントを作る', administrator: '管理者', more: 'すべて見る（{{count}}）',
    'change.name': '氏名', 'change.kana': 'ふりがな', 'change.number': '番号', 'change.unit': '所属', 'change.posts': '職', 'change.employment': '任用', 'change.email': 'メール', 'change.phone': '電話', 'change.until': '在籍の終わり', changes: '変わる所',
  },
  en: {
    title: 'Transfers', lead: 'Read in the list of the next staff and compare everybody before and after. A planned transfer holds from midnight of its day, all at once.',
    start: 'Read in a list', on: 'First day', onHelp: 'The new state holds from midnight of this day. A day that is past holds as soon as you decide.', extent: 'Who stands in it', extentAll: 'Everybody (who is missing leaves)', extentSome: 'Only those who move (others stay)',
    drop: 'Drop an Excel (.xlsx) or CSV list', dropHint: 'UTF-8 or Shift_JIS.', columns: 'Columns that are read: number, name, kana, unit, post, second posts, employment, mail, telephone, last day, event. Only those that you have.', sending: 'Checking the list',
    roster: 'Download the present roster', rosterLead: 'The surest way: download the roster as Excel, change it, and read it in again.',
    list: 'Transfers so far', none: 'No transfers yet', noneBody: 'Lists that are read in stand here.', of: 'Transfer of {{date}}', lines: '{{count}} lines', open: 'Open',
    draft: 'Preview', planned: 'Planned', applied: 'Applied', withdrawn: 'Withdrawn', stuck: 'Stopped',
    joined: 'Joining', moved: 'Moving', left: 'Leaving', unchanged: 'Unchanged', counted: '{{title}} {{count}}',
    errors: '{{count}} places to mend', errorsBody: 'Nothing is applied while one of them stands. Mend the list and read it in again.', warnings: '{{count}} things to look at', warningsBody: 'The transfer can go on like this. Read them and say so.',
    knowing: 'I have read this and accept it', clean: 'Nothing to mend', row: 'Row {{row}}', firstOnly: 'The first {{count}}. The Excel file has all.', faultFile: 'All of them as Excel', unused: 'Columns not used: {{columns}}',
    ranks: 'Titles without a post', ranksLead: 'These stand in the column of posts but the organisation has no such post. Choose those that are ranks; make the posts that are missing.', rankLines: '{{title}} ({{count}})', asRank: 'These are ranks', ranked: 'Kept as ranks.',
    decide: 'Decide on this transfer', decideNow: 'Apply at once', withdraw: 'Withdraw', withdrawn2: 'Withdrawn.', decided: 'Decided. It holds from midnight of {{date}}.', done: 'Applied.',
    plannedTitle: 'Holds from midnight of {{date}}', plannedBody: 'It is checked once more then; if something has to be mended, nothing changes and you are told.', acceptedTitle: 'Accepted knowingly', stuckTitle: 'This transfer could not be applied', stuckBody: 'Mend the organisation or the list and decide again.',
    withdrawnTitle: 'This transfer was withdrawn', people: 'Everybody before and after', person: 'Person', before: 'Before', after: 'After', kind: 'Kind', line: 'Row', nobody: 'Nobody stands in this list',
    loose: 'To be put in order', looseDone: 'Nothing is left to do', looseDoneBody: 'Roles, cases and accounts are handed over.', seats: 'Roles and appointments', cases: 'Work left behind', held: 'Things to be given back', accounts: 'Accounts to end', newcomers: 'People without an account', mend: 'Put in order', step: 'Step: {{step}}',
    handOver: 'Hand over the work of {{name}}', handOverLead: 'Hands {{count}} cases over to somebody else.', to: 'Who takes over', reason: 'Reason', reasonGiven: 'Transfer', handedOver: '{{count}} handed over.', end: 'End', ended: 'The account has ended.', invite: 'Make an account', administrator: 'Administrator', more: 'Show all ({{count}})',
    'change.name': 'name', 'change.kana': 'kana', 'change.number': 'number', 'change.unit': 'unit', 'change.posts': 'post', 'change.employment': 'employment', 'change.email': 'mail', 'change.phone': 'telephone', 'change.until': 'last day', changes: 'What changes',
  },
})

/** Says the texts of the transfers. */
export type SayTransfers = Say<keyof typeof text.ja & string>
