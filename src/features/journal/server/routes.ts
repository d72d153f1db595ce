import { reads } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { JournalPage, JournalQuery, JournalVerdict } from '../contract.ts'
import { journal, verdict } from './queries.ts'

export const routes: readonly Route[] = [
  reads(
    journal,
    {
      url: '/api/journal',
      title: '操作記録の一覧',
      query: JournalQuery,
      reply: JournalPage,
      withoutEdition: true,
    },
    ({ query }) => query,
  ),
  reads(
    verdict,
    {
      url: '/api/journal/verify',
      title: '操作記録の鎖を確かめる',
      reply: JournalVerdict,
      withoutEdition: true,
      rateLimit: { max: 10, seconds: 60 },
    },
    () => ({}),
  ),
]
