import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('campaigns', {
  ja: {
    title: '棚卸し', lead: '台帳の一件ずつを、持ち主の所属が「ある・違う・見つからない」で確かめます。規程の時期が来ると、ひとりでに始まります。',
    running: '今している棚卸し', closed: '終わった棚卸し', none: '棚卸しはまだありません', noneBody: '規程の時期が来ると始まり、所属の仕事に出ます。台帳を持つ人は、今すぐ始めることもできます。',
    begin: '棚卸しを始める', beginTitle: '棚卸しを始める', beginBody: '今ある登録を一件ずつ確かめます。終わった登録は含みません。', register: '台帳', units: '所属', allUnits: 'すべての所属', due: '期限', start: '始める', cancel: 'やめる', begun: '棚卸しを始めました（{{count}}件）。',
    until: '{{date}}まで', late: '期限を過ぎています', done: '終わり', parts: '所属ごとの進み', confirmed: '{{done}}件／{{all}}件', open: 'まだ', there: 'あった', changed: '違う', missing: 'ない',
    thereLong: 'あった', changedLong: '違うところがある', missingLong: '見つからない', print: '結果を印刷する（PDF）', all: 'すべて', begunBy: '{{name}}さんが始めた', begunByRule: '規程の時期に始まった', closedBy: '{{name}}さんが終えた',
    lines: '確かめる登録', show: '見る', answer: '確かめる', allThere: 'ここに見える{{count}}件は、すべてあった', allThereAsk: '見えている{{count}}件のすべてを「あった」にします。一件ずつ目で確かめましたか。', allThereYes: '確かめた', noteChanged: '台帳と違うところ', noteMissing: '最後に見たとき、探した所（分かれば）', save: '記録する',
    changedBody: '台帳のどこが違うかを書いてください。登録を直せる人は、続けて直せます。', missingBody: '記録すると、責任者に次の手続の仕事が出るか、台帳を持つ人に知らされます。', editLine: '登録を直す', by: '{{name}}さんが確かめた', more: '続きを見る', close: 'この所属の棚卸しを終える', closeBody: '終えると、答えは変えられません。結果はいつまでも残ります。', closedNow: '棚卸しを終えました。',
    allDone: '全部確かめました', allDoneBody: '責任者が終えると、結果が残ります。', allDoneClose: '終えると、結果が残ります。', nothing: 'ここに当てはまる登録はありません。', progress: '{{unit}}の棚卸しの進み',
  },
  en: {
    title: 'Stocktakes', lead: 'Each line of a ledger is confirmed by the unit that owns it: there, different, or missing. They begin by themselves when the policy says so.',
    running: 'Under way', closed: 'Finished', none: 'No stocktakes yet', noneBody: 'They begin when the policy says so and appear among the tasks of the units. Who keeps a ledger may begin one now.',
    begin: 'Begin a stocktake', beginTitle: 'Begin a stocktake', beginBody: 'Every line that is there now is confirmed one by one; lines that are over are left out.', register: 'Register', units: 'Unit', allUnits: 'All units', due: 'Due', start: 'Begin', cancel: 'Cancel', begun: 'The stocktake has begun ({{count}} lines).',
    until: 'until {{date}}', late: 'Late', done: 'Finished', parts: 'By unit', confirmed: '{{done}} of {{all}}', open: 'Open', there: 'There', changed: 'Different', missing: 'Missing',
    thereLong: 'It is there', changedLong: 'It differs', missingLong: 'Not found', print: 'Print the result (PDF)', all: 'All', begunBy: 'Begun by {{name}}', begunByRule: 'Begun by the policy’s calendar', closedBy: 'Finished by {{name}}',
    lines: 'Lines to confirm', show: 'Show', answer: 'Confirm', allThere: 'All {{count}} shown here are there', allThereAsk: 'All {{count}} lines shown are marked as there. Have you seen each of them?', allThereYes: 'I have', noteChanged: 'What differs from the ledger', noteMissing: 'When it was last seen, where you looked (if known)', save: 'Record',
    changedBody: 'Say what differs from the ledger. Who may edit the line can mend it right after.', missingBody: 'When recorded, who answers for the unit is given the next procedure, or who keeps the ledger is told.', editLine: 'Edit the line', by: 'Confirmed by {{name}}', more: 'Show more', close: 'Finish the stocktake of this unit', closeBody: 'Answers cannot be changed afterwards. The result is kept.', closedNow: 'The stocktake is finished.',
    allDone: 'Everything is confirmed', allDoneBody: 'The result is kept when the officer finishes it.', allDoneClose: 'Finish it to keep the result.', nothing: 'No lines here.', progress: 'Progress of {{unit}}',
  },
})
