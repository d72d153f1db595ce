import fc from 'fast-check'

/**
 * Texts of people and attackers: quotes, line breaks, formulas, apostrophes, any character but
 * controls and half surrogates.
 */
export const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        "'",
        '"',
        ',',
        '\n',
        ';',
        '＝',
        '－',
        '_x000D_',
        '_',
        'x',
        ' ',
        '　',
        '字',
        '1',
        '&',
        '<',
        ']]>',
        '{',
        '}',
      ),
      maxLength: 8,
    }),
  )
  // oxlint-disable-next-line no-control-regex
  .map((it) => it.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff\ufeff]/g, ''))
