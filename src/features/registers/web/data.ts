import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'

/** The definition of a register; it changes with the policy only. */
export function useRegister(id: string) {
  return useQuery({
    ...queryOf('/api/registers/:register', { params: { register: id } }),
    staleTime: 300_000,
  })
}
