/** The sheets that are printed as PDF, as Word and Excel files. */
export { createFormDocx } from './formDocx.ts'
export { createFormXlsx } from './formXlsx.ts'
export { historyText, sealText } from './paper.ts'
export { createRegisterDocx, wordRowLimit } from './registerDocx.ts'
export { docxType, xlsxType } from '#kernel/contracts/mediaTypes.ts'
