import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('journal', {
  ja: {
    title: '操作記録', lead: 'すべての操作が、一つずつ前の記録とつながって残ります。書き換えると鎖が切れて分かります。', when: '日時', who: '人', what: 'したこと', subject: '対象', detail: '内容', all: 'すべての操作', more: '続きを読む',
    verify: '確かめる', good: '{{rows}}件の記録はすべて元のままです。', bad: '{{count}}か所で鎖が切れています。', broken: '{{seq}}番：{{why}}', 'why.altered': '書き換えられています', 'why.missing': '失われています', 'why.out-of-chain': '順番がつながりません', 'why.head-differs': '末尾が合いません', empty: 'まだ記録がありません', only: '操作でしぼる', hash: '指紋', from: 'この日から', to: 'この日まで', open: '{{what}}を開く', onlyWho: '{{who}}の操作だけ', onlySubject: 'この対象の操作だけ', number: '{{seq}}番', yes: 'はい', no: 'いいえ',
  },
  en: {
    title: 'Journal', lead: 'Every act is kept, chained to the one before: an alteration shows.', when: 'When', who: 'Who', what: 'What', subject: 'Subject', detail: 'Detail', all: 'All acts', more: 'Read on',
    verify: 'Verify', good: 'All {{rows}} records are as they were.', bad: 'The chain is broken in {{count}} places.', broken: 'No. {{seq}}: {{why}}', 'why.altered': 'altered', 'why.missing': 'missing', 'why.out-of-chain': 'out of chain', 'why.head-differs': 'the head differs', empty: 'Nothing yet', only: 'Act', hash: 'Hash', from: 'From', to: 'To', open: 'Open the subject ({{what}})', onlyWho: 'Only acts of {{who}}', onlySubject: 'Only this subject', number: 'No. {{seq}}', yes: 'yes', no: 'no',
  },
})
