import { writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { readNotice, NoticePath } from './notices.ts'

export const routes: readonly Route[] = [
  writes(
    readNotice,
    {
      url: '/api/notices/:id/read',
      terminal: true,
      title: 'お知らせを確かめる',
      params: NoticePath,
    },
    ({ params }) => params,
  ),
]
