/** The sheets that are printed as PDF, as Word and Excel files. */
export { formDocx } from './formDocx.ts'
export { formXlsx } from './formXlsx.ts'
export { historyText, sealText } from './paper.ts'
export { ledgerDocx, wordRowLimit } from './ledgerDocx.ts'
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
