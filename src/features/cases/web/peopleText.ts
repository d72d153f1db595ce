import { defineText } from '#ui/i18n/words.ts'

export const peopleText = defineText('cases.people', {
  ja: {
    sign: '署名', signLead: 'この段階では「{{title}}」に署名します。ボタンを押すと文章が出ます。', signs: '{{name}}さんが署名します。', agree: '読みました。この内容に同意します。', agreeFirst: '文章を読んで、同意に印を付けてください。',
    secret: 'パスワード（個人コードの人は個人コード）', secretHelp: '本人であることを確かめるために、もう一度入れてください。', doSign: '署名する', stop: 'やめる',
    signatures: '署名', seal: '封印', pdf: 'PDFの値', openPdf: 'PDFを開く', check: '確かめる', checking: '署名を確かめる', sealed: '文章、署名した人、日時は、署名したときのままです。', broken: '署名したときと違います。管理者に知らせてください。',
    kept: '保管しているPDFは、署名したときのままです。', lost: '保管しているPDFがないか、署名したときと違います。管理者に知らせてください。', checkFile: '手元のPDFを確かめる', checkFileHelp: 'ここに置くと、署名されたものと同じかどうかを調べます。', same: '「{{name}}」は、署名されたPDFそのものです。',
    otherCase: '「{{name}}」は、別の案件（{{number}}）で署名されたPDFです。',
    holdings: '{{name}}さんの手元にあるもの', holdingsLead: '台帳に載っているものです。返ってきたものに印を付け、返せないものには理由を書いてください。', nothingHeld: '台帳では、手元にあるものはありません。', returned: '返した', why: '返せない理由', ledger: '台帳',
    openHoldings: '返したものに印を付けるか、返せない理由を書いてください。', alsoRoles: '続いている役割', alsoTasks: '残っている仕事', noRoles: 'ありません', tasksLeft: '{{count}}件', seePerson: '職員等のページを見る', allReturned: 'すべて返した',
    paper: '紙で出された分を記録する', doRecord: '記録する（{{decision}}）', paperLead: '{{name}}さんが紙に書いたものを、代わりに記録します。経過には、紙で出されたことと、記録した人が残ります。', paperFor: '書いた人', paperOn: '紙の日付', paperFrom: '紙を持ってきた人', paperFiles: '紙を読み取ったファイル',
    byPaper: '紙で（{{date}}付）', recordedBy: '{{from}}さんが持ってきて、{{name}}さんが記録', signedMark: '署名済み', notGiven: '返していない',
  },
  en: {
    sign: 'Signature', signLead: 'At this step “{{title}}” is signed. The button shows the text.', signs: '{{name}} signs.', agree: 'I have read this and agree.', agreeFirst: 'Read the text and tick that you agree.',
    secret: 'Password (or personal code)', secretHelp: 'Asked once more to make sure that it is you.', doSign: 'Sign', stop: 'Cancel',
    signatures: 'Signatures', seal: 'Seal', pdf: 'Digest of the PDF', openPdf: 'Open the PDF', check: 'Check', checking: 'Check the signature', sealed: 'Text, signer and moment are as they were when signed.', broken: 'It differs from what was signed. Tell the administrator.',
    kept: 'The PDF that is kept is the one that was signed.', lost: 'The PDF that is kept is missing or differs from what was signed. Tell the administrator.', checkFile: 'Check a PDF at hand', checkFileHelp: 'Drop it here to see whether it is the one that was signed.', same: '“{{name}}” is the very PDF that was signed.',
    otherCase: '“{{name}}” is a PDF that was signed in another case ({{number}}).',
    holdings: 'In the hands of {{name}}', holdingsLead: 'What the registers say. Tick what was given back, and say why for the rest.', nothingHeld: 'The registers know of nothing in hand.', returned: 'Given back', why: 'Why it is not given back', ledger: 'Register',
    openHoldings: 'Tick what was given back or say why not.', alsoRoles: 'Roles still held', alsoTasks: 'Tasks still open', noRoles: 'None', tasksLeft: '{{count}}', seePerson: 'See the person', allReturned: 'All given back',
    paper: 'Record what came on paper', doRecord: 'Record ({{decision}})', paperLead: 'You record what {{name}} wrote on paper. The history says so, and who recorded it.', paperFor: 'Written by', paperOn: 'Date on the paper', paperFrom: 'Handed in by', paperFiles: 'Scan of the paper',
    byPaper: 'on paper ({{date}})', recordedBy: 'handed in by {{from}}, recorded by {{name}}', signedMark: 'signed', notGiven: 'not given back',
  },
})
