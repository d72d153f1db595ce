import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('calls', {
  ja: {
    title: '呼出しと訓練', lead: '緊急連絡網の全員に、お知らせとメールを一度に送り、受け取ったことと様子を確かめます。訓練も、本番と同じ道で行います。', start: '呼び出す', list: 'これまでの呼出し', none: 'まだ呼出しはありません', noneBody: '年に一度の訓練で、連絡がつながるかを確かめておくと、いざというときに慌てません。', noneMine: 'あなたへの呼出しはありません。',
    kind: '種類', drill: '訓練', real: '本番', drillOption: '訓練（件名に【訓練】と付きます）', realOption: '本番（件名に【緊急】と付きます）', message: '伝えること', messageHelp: '一行目がメールとお知らせの件名になります。', reach: '今日つながるのは{{count}}人です。', withoutMail: 'メールのない人：{{names}}。画面のお知らせと電話で知らせてください。', send: '{{count}}人を呼び出す', sent: '呼び出しました。',
    going: '呼出し中', over: '終了', answered: '{{all}}人のうち{{count}}人が回答', startedAt: '開始', by: '{{name}}が開始', open: '開く', answersTitle: '全員の様子', silent: '回答なし', again: '答えのない人をもう一度呼び出す', againDone: 'もう一度呼び出しました。', end: '呼出しを終える', ended: '呼出しを終えました。', print: '印刷（PDF）',
    ready: '受け取りました。動けます', later: '受け取りました。すぐには動けません', help: '助けが必要です', 'short.ready': '動ける', 'short.later': 'すぐには動けない', 'short.help': '助けが必要', yours: 'あなたの返事', ask: 'あなたの様子を知らせてください', note: 'ひとこと（任意）', thanks: '返事を受け取りました。', answeredAt: '{{at}}に返事をしました', change: '返事を変える',
    told: '{{count}}回目 {{at}}', 'by.link': 'メールのリンク', 'by.self': '画面', 'by.keeper': '電話', record: '電話で聞いた返事を記録する', recordOf: '{{name}}さんの返事を記録する', save: '記録する', saved: '記録しました。', call: '{{name}}さんに電話する', minutes: '{{count}}分後',
    linkTitle: '{{organization}}からの呼出し', linkDrill: 'これは訓練です。本番と同じように返事をしてください。', linkTo: '{{name}}さん', linkOver: 'この呼出しは終わりました。',
  },
  en: {
    title: 'Calls and drills', lead: 'Everybody of the emergency network gets a notice and a mail at once and says how they are. A drill goes the same way.', start: 'Call', list: 'Calls so far', none: 'No calls yet', noneBody: 'A drill once a year shows whether everybody can be reached.', noneMine: 'You have not been called.',
    kind: 'Kind', drill: 'Drill', real: 'In earnest', drillOption: 'Drill (marked 【訓練】)', realOption: 'In earnest (marked 【緊急】)', message: 'Message', messageHelp: 'The first line is the subject of mails and notices.', reach: '{{count}} people can be reached today.', withoutMail: 'Without a mail address: {{names}}. Tell them by notice and telephone.', send: 'Call {{count}} people', sent: 'Called.',
    going: 'Under way', over: 'Over', answered: '{{count}} of {{all}} have answered', startedAt: 'Begun', by: 'by {{name}}', open: 'Open', answersTitle: 'How everybody is', silent: 'No answer', again: 'Call the silent once more', againDone: 'Called once more.', end: 'End the call', ended: 'Ended.', print: 'Print (PDF)',
    ready: 'Received, able to act', later: 'Received, not able at once', help: 'I need help', 'short.ready': 'able to act', 'short.later': 'not at once', 'short.help': 'needs help', yours: 'Your answer', ask: 'Say how you are', note: 'A word (optional)', thanks: 'Your answer was received.', answeredAt: 'Answered {{at}}', change: 'Change the answer',
    told: 'Call {{count}} at {{at}}', 'by.link': 'link of the mail', 'by.self': 'screen', 'by.keeper': 'telephone', record: 'Record an answer by telephone', recordOf: 'Record the answer of {{name}}', save: 'Record', saved: 'Recorded.', call: 'Call {{name}}', minutes: 'after {{count}} min',
    linkTitle: 'Call from {{organization}}', linkDrill: 'This is a drill. Answer as you would in earnest.', linkTo: '{{name}}', linkOver: 'This call is over.',
  },
})
