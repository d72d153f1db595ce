import type { QueryKey } from '@tanstack/react-query'

/** Keys of what pickers have found, and of the names of what was picked. */
export const pickKeys: readonly QueryKey[] = [['pick'], ['picked']]
