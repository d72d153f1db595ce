import { ApiProblem, queryClient } from '#ui/api.ts'
import { tellTrouble } from '#ui/parts/toast.ts'

/** Does something small and reads everything anew; what is refused is told in passing. */
export async function tried(work: () => Promise<void>): Promise<void> {
  try {
    await work()
    await queryClient.invalidateQueries()
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    tellTrouble(error.detail)
  }
}
