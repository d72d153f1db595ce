import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import type { RegisterView } from './types.ts'

/** The definition of a register; it changes with the policy only. */
export function useRegister(id: string) {
  return useQuery({
    queryKey: ['register', id],
    queryFn: ({ signal }) => api.get<RegisterView>(`/api/registers/${id}`, { signal }),
    staleTime: 300_000,
  })
}
