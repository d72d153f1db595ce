/** Parts of the screen that other features may show. */
export { useWithdrawal } from './data.ts'
export { WhatWaits } from './WhatWaits.tsx'
