/** Parts of the screen that other features may show. */
export { WhatWaits } from './WhatWaits.tsx'
