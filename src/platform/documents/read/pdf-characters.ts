/**
 * Radicals that some PDF writers use in place of the kanji of the same shape (Unicode's
 * EquivalentUnifiedIdeograph.txt).
 */
const radicals: Readonly<Record<string, string>> = {
  '⺟': '母',
  '⺠': '民',
  '⺡': '氵',
  '⺫': '罒',
  '⻁': '虎',
  '⻄': '西',
  '⻆': '角',
  '⻑': '長',
  '⻘': '青',
  '⻝': '食',
  '⻞': '食',
  '⻣': '骨',
  '⻤': '鬼',
  '⻨': '麦',
  '⻩': '黄',
  '⻫': '斉',
  '⻭': '歯',
  '⻯': '竜',
  '⻲': '亀',
  '⺼': '月',
  '⻌': '辶',
  '⻏': '阝',
  '⻖': '阝',
}

/**
 * Replaces radicals by kanji, and removes characters that extraction leaves in the text (soft
 * hyphens, zero-width spaces).
 */
export function repairCharacters(text: string): string {
  return text
    .replaceAll(/[\u2f00-\u2fd5]/g, (radical) => radical.normalize('NFKC'))
    .replaceAll(/[\u2e80-\u2ef3]/g, (radical) => radicals[radical] ?? radical)
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll('\u0000', '')
}
