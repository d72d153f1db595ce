/** Parts of the screen that other features may show. */
export { VerdictNotice } from './VerdictNotice.tsx'
