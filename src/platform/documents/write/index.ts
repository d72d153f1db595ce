/** The sheets that are printed as PDF, as Word and Excel files. */
export { formDocx } from './formDocx.ts'
export { formXlsx } from './formXlsx.ts'
export { historyText, sealText } from './paper.ts'
export { ledgerDocx, wordRowLimit } from './ledgerDocx.ts'
export { docxType, xlsxType } from '#kernel/contracts/mediaTypes.ts'
