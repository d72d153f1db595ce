/** What others may use of the transfers. */
export { applyTransfers } from './applyTransfers.ts'
