import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('handling', {
  ja: {
    title: 'これをしてもいい？', lead: '何を、どうしたいかを選ぶと、してよいか、誰の許可がいるか、何を守るかがその場で分かります。',
    what: '何を', particle: 'を', do: 'どうする', general: '台帳にない情報', classTitle: 'その情報の分類', choose: '選んでください', otherActs: 'そのほか', details: 'くわしく',
    allow: 'このまま、してかまいません', permitOne: '許可が必要です', permit: '許可が{{count}}つ必要です', forbid: 'してはいけません', forbidPermit: 'このままではできません', needs: '許可が{{count}}つ必要です', principle: '原則は禁止で、次の人が許可したときだけできます。',
    of: 'この情報は {{label}} です。', approvers: '許可する人', safeguards: 'しなければならないこと', instead: '代わりに', apply: '申請を始める', form: '{{title}}（{{form}}）',
    excepted: '例外が認められているので「{{rule}}」は当てはまりません：{{number}}', until: 'まで',
    nobody: '決める人がいません', acting: '{{name}}さん', absent: '（{{name}}さんが不在のため）', excluded: '（{{name}}さんが申請するため）', vacant: '（任命された人がいないため）',
    empty: '上の二つを選ぶと、ここに答えが出ます。', emptyLead: '答えには、もとになった条項が付きます。番号を押すと内容が読めます。', undecided: 'あと少しで答えが出ます。', undecidedLead: 'まだ決まっていないこと：{{open}}', edition: '{{edition}}の規程による', why: 'なぜこの答えか',
  },
  en: {
    title: 'May I?', lead: 'Choose what and how; you see at once whether you may, who must permit it, and what to mind.',
    what: 'What', particle: '—', do: 'Do what', general: 'Information not in a register', classTitle: 'Its class', choose: 'Choose', otherActs: 'Others', details: 'Details',
    allow: 'You may', permitOne: 'A permit is needed', permit: '{{count}} permits are needed', forbid: 'You may not', forbidPermit: 'Not as it is', needs: '{{count}} permits are needed', principle: 'Forbidden in principle; only when these permit it.',
    of: 'Its class is {{label}}.', approvers: 'Who permits', safeguards: 'What must be done', instead: 'Instead', apply: 'Start the application', form: '{{title}} ({{form}})',
    excepted: '“{{rule}}” does not apply, by the exception {{number}}', until: ' inclusive',
    nobody: 'Nobody can decide', acting: '{{name}}', absent: '({{name}} is absent)', excluded: '({{name}} is the applicant)', vacant: '(nobody is appointed)',
    empty: 'Choose the two above to see the answer here.', emptyLead: 'The answer names the provisions that it rests on.', undecided: 'A little more, and the answer is here.', undecidedLead: 'Still open: {{open}}', edition: 'By the policy of {{edition}}', why: 'Why this answer',
  },
})
