import type { QueryKey } from '@tanstack/react-query'

/** Keys of the hits of pickers, and of the names of picked things. */
export const pickKeys: readonly QueryKey[] = [['pick'], ['picked']]
