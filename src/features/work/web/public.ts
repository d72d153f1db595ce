/** What the pages of other features may show of background work. */
export { FailingWorkNotice } from './FailingWorkNotice.tsx'
