/** What other features may call. */
export { verdictView } from './verdictView.ts'
