import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('meetings', {
  ja: {
    title: '会議', lead: '委員会やチームの会議です。会議で決めることになっている案件が、ここに議題として集まります。',
    none: 'あなたの会議体はありません', noneBody: '委員会やチームの一員になると、ここに会議と議題が出ます。',
    members: '{{count}}人', waiting: '議題{{count}}件', next: '次は{{moment}}', noNext: '次の日時は未定', due: '{{date}}までに開く', late: '開く時期を過ぎています',
    people: '一員', tasks: 'この会議体がすること', agenda: '決めるのを待っている案件', agendaNone: '会議で決める案件は、今はありません。', meetings: 'これまでの会議とこれからの会議', meetingsNone: 'まだ会議の記録はありません。',
    plan: '会議を開く', planTitle: '会議を開く', planBody: '一員の全員に日時と場所を知らせます。待っている案件は、ひとりでに議題になります。', planned: '会議の日時を知らせました。',
    beginsAt: '日時', place: '場所', topics: 'ほかの議題', topic: '議題', topicText: '内容', keep: '知らせる', change: '予定を直す', changed: '会議の予定を直しました。',
    cancel: '取りやめる', cancelTitle: '会議を取りやめる', cancelBody: '一員の全員に知らせます。待っている案件は、次の会議を待ちます。', reason: '理由', cancelled: '会議を取りやめました。', back: 'やめる',
    statePlanned: '予定', stateHeld: '記録済み', stateCancelled: '取りやめ', decided: '{{count}}件を決めた', since: '{{date}}から待っている', applicant: '{{name}}さん', open: '案件を見る',
    record: '会議を記録する', recordLead: '決めたことを書くと、案件が先へ進みます。書かなかった案件は、次の会議を待ちます。', attendees: '出席した人', minutes: '議事の経過', minutesHelp: 'だれが何を述べ、どう決めたか', nextTime: '次の会議に回す', comment: 'わけ', commentNeeded: 'わけ（必ず書く）',
    confirm: '確かめたこと', recordDone: '会議を記録しました。', notYet: '会議は{{moment}}からです。終わったら、ここで記録します。', decisions: '決めたこと', topicsTitle: '議題', recordedBy: '{{name}}さんが{{moment}}に記録',
    print: '次第を印刷する（PDF）', printMinutes: '議事録を印刷する（PDF）', noDecisions: 'この会議で決めた案件はありません。', needAttendees: '出席した人を選んでください。',
    year: '年に一度', 'half-year': '半年に一度', quarter: '三か月に一度', month: '月に一度', chair: '長', secretary: '事務局',
  },
  en: {
    title: 'Meetings', lead: 'Meetings of committees and teams. Cases that are decided in a meeting gather here as its agenda.',
    none: 'You sit on no body', noneBody: 'When you are a member of a committee or team, its meetings and agenda appear here.',
    members: '{{count}} members', waiting: '{{count}} to decide', next: 'Next {{moment}}', noNext: 'Next meeting not set', due: 'Meets by {{date}}', late: 'Overdue',
    people: 'Members', tasks: 'What this body does', agenda: 'Cases waiting for a decision', agendaNone: 'No case waits for a meeting now.', meetings: 'Meetings', meetingsNone: 'No meetings yet.',
    plan: 'Call a meeting', planTitle: 'Call a meeting', planBody: 'All members are told when and where. Cases that wait come onto the agenda by themselves.', planned: 'The members were told.',
    beginsAt: 'When', place: 'Where', topics: 'Other topics', topic: 'Topic', topicText: 'About', keep: 'Tell members', change: 'Change', changed: 'The meeting was changed.',
    cancel: 'Call off', cancelTitle: 'Call off the meeting', cancelBody: 'All members are told. Cases wait for the next meeting.', reason: 'Reason', cancelled: 'The meeting was called off.', back: 'Back',
    statePlanned: 'Planned', stateHeld: 'Recorded', stateCancelled: 'Called off', decided: '{{count}} decided', since: 'waiting since {{date}}', applicant: '{{name}}', open: 'Open case',
    record: 'Record the meeting', recordLead: 'Cases go on as decided here. Those left out wait for the next meeting.', attendees: 'Present', minutes: 'Minutes', minutesHelp: 'Who said what, and how it was decided', nextTime: 'Leave for the next meeting', comment: 'Why', commentNeeded: 'Why (required)',
    confirm: 'Confirmed', recordDone: 'The meeting is recorded.', notYet: 'The meeting begins {{moment}}. Record it here afterwards.', decisions: 'Decisions', topicsTitle: 'Agenda', recordedBy: 'Recorded by {{name}}, {{moment}}',
    print: 'Print the agenda (PDF)', printMinutes: 'Print the minutes (PDF)', noDecisions: 'No case was decided in this meeting.', needAttendees: 'Choose who was present.',
    year: 'yearly', 'half-year': 'twice a year', quarter: 'quarterly', month: 'monthly', chair: 'Chair', secretary: 'Secretary',
  },
})
