import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('cases', {
  ja: {
    home: '私の仕事', today: '今日まで', week: '今週', later: 'そのあと', waiting: '待っています', notices: 'お知らせ', seen: '確かめた',
    decide: '見て決める', fill: '記入する', open: '開く', from: '{{name}}さんから', instead: '{{name}}さんの代行', their: '相手の番', noDue: '期限なし', more: 'ほかに{{count}}件あります。',
    emptyTitle: '今すぐの仕事はありません', emptyBody: '情報資産を持ち出す、送る、廃棄する、ソフトウェアを入れるなど、何かをしたいときは、まず尋ねてみてください。', emptyTerminal: '終わったら、サインアウトしてください。', askFirst: 'これをしてもいい？', apply: '申請する',
    cases: '案件', casesLead: '自分と所属の申請、そして自分が関わった申請です。', all: 'すべて', mine: '自分の申請', unit: '所属の申請', number: '番号', subject: '件名', procedure: '手続', state: '状態', applicant: '申請した人', opened: '申請日',
    casesEmpty: 'まだ案件がありません', casesEmptyBody: '申請すると、ここに並びます。', lateShort: '遅れ', unitOf: '所属', openState: '{{step}}の段階',
    applyTitle: '申請する', applyLead: 'したいことを選んでください。何が必要か分からないときは「これをしてもいい？」で尋ねられます。', form: '{{form}}', about: '対象', aboutMissing: '対象を台帳から選んでください。', send: '申請する', steps: '申請のあと',
    applySearch: '手続を言葉で探す', applyFound: '{{count}}件あります', applyNone: '「{{words}}」に当たる手続はありません', applyNoneBody: '別の言葉で試すか、すべての手続から選んでください。', applyAll: 'すべて見る', applyOthers: 'そのほか', applyNotMine: 'ほかの人が始める手続（{{count}}）', applyWho: '始める人：{{who}}',
    paper: '申請の内容', progress: '案件の進み', history: '経過', yourTurn: 'あなたの番です', yourTurnAs: 'あなたの番です（{{name}}さんの代行として）', theirTurn: '{{who}}の番です', confirm: '確かめること', comment: 'ひとこと', commentNeeded: '理由（相手に伝わる一文）', stop: 'やめる',
    withdraw: '取り下げる', withdrawAsk: 'この申請を取り下げますか', print: '{{form}}を印刷', printPlain: '印刷', printLayout: '組織の様式（Excel）', changed: '前回見たときから変わった所に印を付けています。', due: '期限', ended: '終わりました', origin: 'もとの案件', following: '続きの案件', doneToast: '「{{what}}」を記録しました。', applied: '申請しました。',
    record: '記録する', lateBy: '期限を{{count}}日過ぎて行われました', wasFrom: '前', goAsk: '先に尋ねる', lateSameDay: '期限の時刻を過ぎて行われました', again: '{{count}}回目', askedBack: '{{name}}さんから：{{what}}', notConfirmed: '確かめていないことがあります。確かめて印を付けてください。',
    exceptions: '認められた例外', forEveryone: '全員', 'exception.running': '有効', 'exception.coming': 'これから', 'exception.ended': '終わり', renew: '延長を申請する', release: 'このまま終わらせる', released: 'このまま終わります',
    review: '確かめました', reviewed: '確かめたことを記録しました。', reviewWaits: '{{name}}さんが戻ってから確かめます', reviewedBy: '{{name}}さんが確かめました',
    absent: '不在のため', vacant: '任命された人がいないため', excluded: '申請した人などのため', left: '{{name}}さんはもう在籍していません', leftBody: 'このままでは進みません。引き継ぐ人を選んでください。', handOver: '引き継ぐ', handOverTo: '引き継ぐ人', handOverReason: '理由', handedOver: '引き継ぎました。', applicantOf: '{{unit}} {{name}}',
  },
  en: {
    home: 'My tasks', today: 'By today', week: 'This week', later: 'Later', waiting: 'Waiting', notices: 'Notices', seen: 'Seen',
    decide: 'Decide', fill: 'Fill in', open: 'Open', from: 'From {{name}}', instead: 'in place of {{name}}', their: 'Their turn', noDue: 'No due date', more: 'And {{count}} more.',
    emptyTitle: 'Nothing waits for you', emptyBody: 'Before you take information out, send it, dispose of it or install software, ask first.', emptyTerminal: 'Sign out when you are done.', askFirst: 'May I?', apply: 'Apply',
    cases: 'Cases', casesLead: 'Your own, those of your unit, and those that you acted on.', all: 'All', mine: 'Mine', unit: 'Of my unit', number: 'Number', subject: 'Subject', procedure: 'Procedure', state: 'State', applicant: 'Applicant', opened: 'Opened',
    casesEmpty: 'No cases yet', casesEmptyBody: 'What you apply for is listed here.', lateShort: 'late', unitOf: 'Unit', openState: 'At “{{step}}”',
    applyTitle: 'Apply', applyLead: 'Choose what you want to do. If you do not know what is needed, ask first.', form: '{{form}}', about: 'About', aboutMissing: 'Choose what it is about from the register.', send: 'Apply', steps: 'What follows',
    applySearch: 'Find a procedure by words', applyFound: '{{count}} found', applyNone: 'No procedure matches “{{words}}”', applyNoneBody: 'Try another word, or choose from all.', applyAll: 'Show all', applyOthers: 'Others', applyNotMine: 'Procedures that others begin ({{count}})', applyWho: 'Begun by {{who}}',
    paper: 'The application', progress: 'Progress of the case', history: 'History', yourTurn: 'It is your turn', yourTurnAs: 'It is your turn (in place of {{name}})', theirTurn: 'It is the turn of {{who}}', confirm: 'To confirm', comment: 'Comment', commentNeeded: 'Reason (a sentence for the other)', stop: 'Cancel',
    withdraw: 'Withdraw', withdrawAsk: 'Withdraw this application?', print: 'Print {{form}}', printPlain: 'Print', printLayout: 'Own layout (Excel)', changed: 'What changed since you last saw it is marked.', due: 'Due', ended: 'Ended', origin: 'Began from', following: 'Followed by', doneToast: 'Recorded: {{what}}.', applied: 'Your application was sent.',
    record: 'Record', lateBy: 'Done {{count}} days late', wasFrom: 'Before', goAsk: 'Ask first', lateSameDay: 'Done after the time limit', again: 'visit {{count}}', askedBack: '{{name}}: {{what}}', notConfirmed: 'Some things are not confirmed. Check them and tick.',
    exceptions: 'Exceptions granted', forEveryone: 'Everyone', 'exception.running': 'Running', 'exception.coming': 'To come', 'exception.ended': 'Over', renew: 'Apply to extend', release: 'Let it end', released: 'It will end',
    review: 'I have seen it', reviewed: 'Recorded that you have seen it.', reviewWaits: '{{name}} sees it on return', reviewedBy: 'Seen by {{name}}',
    absent: 'absent', vacant: 'nobody is appointed', excluded: 'is the applicant or otherwise barred', left: '{{name}} no longer works here', leftBody: 'The case stands still. Choose who takes over.', handOver: 'Hand over', handOverTo: 'To', handOverReason: 'Reason', handedOver: 'Handed over.', applicantOf: '{{name}}, {{unit}}',
  },
})
