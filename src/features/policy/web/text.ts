import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('policy', {
  ja: {
    title: '規程', map: '条項マップ', lead: '{{title}}（{{edition}}）の条項と、その今の状態です。状態は記録から計算されます。', find: '条項をさがす', all: 'すべて',
    'state.in-force': '守られている', 'state.excepted': '例外中', 'state.due': '期限が近い', 'state.not-set-up': '未整備', 'state.overdue': '遅れ', 'state.not-applicable': '対象外',
    exceptions: '今ある例外', count: '{{count}}条項', carriers: '担う仕組み {{count}}', none: 'まだ担う仕組みがありません', import: '文書を取り込む', imported: '原文：{{title}}（{{date}}に取込み、{{attached}}条項に添付）', departures: '規程パックとの違い {{count}}件',
    noDocument: '原文がまだありません', noDocumentBody: '自分の組織の規程の文書（Word、PDF、HTML、Markdown、テキスト）を取り込むと、それぞれの条項に原文が付き、規程パックと違う所が一覧になります。',
    importTitle: '規程の文書を取り込む', importLead: '文書を選ぶと読み取り、条項ごとに原文を添えます。読めない文書は、その理由をお伝えします。', reading: '読んでいます…', done: '{{attached}} / {{all}} 条項に原文を添えました。',
    onlyPack: '規程パックにあって、文書に見つからない条項', onlyDocument: '文書にあって、規程パックにない条項', showAll: '{{count}}件すべて表示する', far: '規程パックと大きく違う文書です', farBody: '原文の付いた条項が半分に届きません。別の文書を選んでいないか、規程パックが合っているかを確かめてください。取り込み直すと、前の原文と入れ替わります。', departNone: '違いはありませんでした。', line: '{{line}}行', last: '最後', next: '次の期限', mend: '開く', 'mend.role': '任命する', 'mend.register': '登録する', 'mend.overdue': '遅れを見る', original: '原文', gist: '要旨', when: '条件', found: '{{count}}件見つかりました', notFound: '見つかりません', toMap: '条項マップへ',
    editions: '規程パックの版', editionsLead: '規程パックは packs フォルダーにあります。直したあとで読み直すと、誤りがなければその版になります。誤りがあれば場所の一覧が出て、今の版のままです。', adopt: '規程パックを読み直す', current: '今の版',
    inForce: '施行 {{date}}', adopted: '使い始め {{date}}', until: '{{date}}まで', adoptedNow: '{{edition}}になりました。', carriedOver: '{{count}}条項の原文を引き継ぎました。', added: '加わった条項：{{refs}}', gone: 'なくなった条項：{{refs}}', states: '条項の今の状態',
  },
  en: {
    title: 'Policy', map: 'Compliance map', lead: 'The provisions of {{title}} ({{edition}}) and how they stand. States are computed from the records.', find: 'Find a provision', all: 'All',
    'state.in-force': 'Kept', 'state.excepted': 'Excepted', 'state.due': 'Due soon', 'state.not-set-up': 'Not set up', 'state.overdue': 'Overdue', 'state.not-applicable': 'Not applicable',
    exceptions: 'Exceptions now', count: '{{count}} provisions', carriers: '{{count}} mechanisms', none: 'Nothing carries it yet', import: 'Import the document', imported: 'Wording: {{title}} (imported {{date}}, {{attached}} provisions)', departures: '{{count}} departures from the pack',
    noDocument: 'No wording yet', noDocumentBody: 'Import the document of your policy (Word, PDF, HTML, Markdown, text): each provision gets its wording, and departures from the pack are listed.',
    importTitle: 'Import the policy document', importLead: 'Choose the document; it is read and its wording is put beside each provision.', reading: 'Reading…', done: '{{attached}} of {{all}} provisions have their wording.',
    onlyPack: 'In the pack, not found in the document', onlyDocument: 'In the document, not in the pack', showAll: 'Show all {{count}}', far: 'This document is far from the pack', farBody: 'Less than half of the provisions have their wording. Make sure that it is the right document and the right pack. Importing again replaces the wording.', departNone: 'There are none.', line: 'line {{line}}', last: 'Last', next: 'Next due', mend: 'Open', 'mend.role': 'Appoint', 'mend.register': 'Add a line', 'mend.overdue': 'See what is late', original: 'Wording', gist: 'Gist', when: 'Condition', found: '{{count}} found', notFound: 'Nothing found', toMap: 'To the map',
    editions: 'Editions of the pack', editionsLead: 'The pack is in the packs folder. Read it again after a change: without faults it becomes the edition in force; with faults they are listed and the present edition stays.', adopt: 'Read the pack again', current: 'In force',
    inForce: 'In force {{date}}', adopted: 'Taken up {{date}}', until: 'until {{date}}', adoptedNow: 'Now in force: {{edition}}.', carriedOver: '{{count}} provisions kept their wording.', added: 'New provisions: {{refs}}', gone: 'Provisions that went: {{refs}}', states: 'How the provisions stand',
  },
})
