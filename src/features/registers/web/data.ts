import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'

/** The definition of a register; it changes only with the policy. */
export function useRegister(id: string) {
  return useQuery({
    ...queryOf('/api/registers/:register', { params: { register: id } }),
    staleTime: 300_000,
  })
}
