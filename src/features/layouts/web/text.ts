import { defineText } from '#ui/i18n/words.ts'

export const text = defineText('layouts', {
  ja: {
    title: '様式', lead: '手続の様式は、そのまま PDF、Word、Excel で印刷できます。組織に決まった Excel の様式があるときは、ここに登録すると、案件の内容が書き込まれます。',
    find: '手続の名前で探す', own: '組織の様式を使う手続', others: 'ほかの手続', all: '手続', none: '見つかりません', noneBody: '別の言葉で探してください。', inUse: '組織の様式', outdated: '直す所あり', since: '{{date}}から',
    current: '使っている様式', currentNone: '組織の様式はまだありません', currentNoneBody: '下書きをもらって Excel で整えるか、今ある様式のセルに {申請者} のように書いて、下から送ってください。',
    version: '第{{version}}版', madeBy: '{{name}}さんが{{date}}に登録', places: '書く場所 {{count}}か所', original: '元のファイル', example: '例を書き込んだ Excel', start: '下書きをもらう（Excel）',
    takeBack: '取り下げる', takeBackAsk: 'この様式を取り下げますか', takeBackBody: '案件は、この手続のふつうの様式（PDF、Word、Excel）で印刷されるようになります。取り下げた様式は残り、あとで戻せます。', takenBack: '様式を取り下げました。', cancel: 'やめる',
    faulty: '今の規程パックにない項目があり、書き込めません', faultyBody: '直した様式を送るまで、案件はこの様式では出せません。',
    replace: '新しい様式を送る', drop: 'Excel の様式をここに置く', dropHint: '.xlsx だけです。マクロの入ったものは受け取れません。5 MB まで。', checking: '書く場所を確かめています', nothingYet: 'まだ何も変えていません。例を書き込んだところを見て、よければ使い始めてください。',
    use: 'この様式を使う', used: '新しい様式を使い始めました。', unused: 'この様式に書かれない項目', picture: '例を書き込んだところ', pictureLead: '色の付いたセルが書き込まれる所です。書体や紙の大きさは、もとの Excel のままです。', cut: '大きいので、初めの部分だけを見せています。', sheet: 'シート「{{name}}」', cell: 'セル {{ref}}',
    offers: '書ける名前', offersLead: 'セルに波かっこで書きます。文の中に書いてもかまいません。値は文字として書き込まれ、式になることはありません。日付は和暦です。', offersTable: '表の列は、最初の行に並べて書きます。空いている行へ下に続き、入りきらないときは別紙のシートに全部が並びます。',
    offersSeal: '「決裁」は、決まるまで空のままです。「決裁者」と書けば名前だけ、「決裁日」と書けば日付だけになります。',
    write: '書き方', also: 'ほかの書き方', case: '案件', field: '項目', column: '表の列', seal: '決裁欄', columnOf: '「{{table}}」の列', kind: '種類',
    earlier: 'これまでの様式', until: '{{date}}まで', restore: 'この様式に戻す', restored: '前の様式に戻しました。', look: '見る',
  },
  en: {
    title: 'Forms', lead: 'Every form prints as PDF, Word and Excel. Where the organisation has an Excel layout of its own, put it here and it is filled from the case.',
    find: 'Search by name', own: 'With a layout of our own', others: 'Others', all: 'Procedures', none: 'Nothing found', noneBody: 'Try other words.', inUse: 'Own layout', outdated: 'To be mended', since: 'since {{date}}',
    current: 'Layout in use', currentNone: 'No layout of our own yet', currentNoneBody: 'Take the draft and arrange it in Excel, or write {申請者} and the like into the cells of the form you have, and send it below.',
    version: 'Version {{version}}', madeBy: 'by {{name}}, {{date}}', places: '{{count}} places', original: 'Original file', example: 'Filled with an example', start: 'Take a draft (Excel)',
    takeBack: 'Take back', takeBackAsk: 'Take this layout back?', takeBackBody: 'Cases will print as PDF, Word and Excel as the program draws them. The layout stays in the history and can be used again.', takenBack: 'The layout was taken back.', cancel: 'Cancel',
    faulty: 'It names things that the policy in force does not have', faultyBody: 'Until a mended layout is sent, cases cannot be filled into this one.',
    replace: 'Send a new layout', drop: 'Drop the Excel layout here', dropHint: '.xlsx only, no macros, 5 MB at most.', checking: 'Checking the places', nothingYet: 'Nothing has changed yet. Look at the example, then put it into use.',
    use: 'Use this layout', used: 'The new layout is in use.', unused: 'Left out of this layout', picture: 'Filled with an example', pictureLead: 'Coloured cells are filled in. Fonts and paper are as in your workbook.', cut: 'Only the first part is shown.', sheet: 'Sheet “{{name}}”', cell: 'Cell {{ref}}',
    offers: 'What can be written', offersLead: 'Write the names in braces, alone or within a text. Values are written as text and never become formulas. Dates are in the Japanese era.', offersTable: 'Columns of a table stand in its first row. It goes on in the free rows below; where it does not fit, all of it stands on a sheet of its own.',
    offersSeal: '決裁 stays empty until it is decided. 決裁者 is only the name, 決裁日 only the day.',
    write: 'Write', also: 'Or', case: 'Case', field: 'Field', column: 'Column', seal: 'Seal box', columnOf: 'Column of “{{table}}”', kind: 'Kind',
    earlier: 'Earlier layouts', until: 'until {{date}}', restore: 'Use it again', restored: 'The earlier layout is in use again.', look: 'Look',
  },
})
