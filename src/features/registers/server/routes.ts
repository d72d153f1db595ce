import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { reads, writes } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import {
  ChangedMany,
  ChangeManyBody,
  CountRow,
  Created,
  CreateEntryBody,
  DiagramView,
  EntryDetail,
  EntryPage,
  EntryPath,
  EntryVersion,
  ListQuery,
  ReachAsk,
  ReachView,
  RegisterPath,
  RegisterSummary,
  UpdateEntryBody,
} from '../contract.ts'
import { createEntry, updateEntry } from './actions.ts'
import { changeMany } from './changeMany.ts'
import { registerCounts } from './counts.ts'
import { registerDiagram } from './diagram.ts'
import { fileRoutes } from './fileRoutes.ts'
import { entryFileRoute } from './files.ts'
import { entryReach } from './reach.ts'
import { entries, entry, entryCount, entryHistory, register, registers } from './queries.ts'

export const routes: readonly Route[] = [
  reads(
    registers,
    { url: '/api/registers', title: '台帳の一覧', reply: Type.Array(RegisterSummary) },
    () => ({}),
  ),
  reads(
    register,
    { url: '/api/registers/:register', title: '台帳の定義', params: RegisterPath },
    ({ params }) => params,
  ),
  reads(
    entries,
    {
      url: '/api/registers/:register/entries',
      title: '台帳の行の一覧',
      params: RegisterPath,
      query: ListQuery,
      reply: EntryPage,
    },
    ({ params, query }) => ({ ...params, ...query }),
  ),
  reads(
    entryCount,
    {
      url: '/api/registers/:register/count',
      title: '台帳の行の数',
      params: RegisterPath,
      query: ListQuery,
      reply: Type.Object({ count: Type.Integer() }),
    },
    ({ params, query }) => ({ ...params, ...query }),
  ),
  writes(
    createEntry,
    {
      url: '/api/registers/:register/entries',
      title: '台帳に登録する',
      params: RegisterPath,
      body: CreateEntryBody,
      reply: Created,
      status: 201,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  writes(
    changeMany,
    {
      url: '/api/registers/:register/changes',
      title: '台帳の複数の行を書き換える',
      params: RegisterPath,
      body: ChangeManyBody,
      reply: ChangedMany,
    },
    ({ params, body }) => ({ ...body, ...params }),
  ),
  reads(
    entry,
    {
      url: '/api/registers/:register/entries/:id',
      title: '台帳の一行',
      params: EntryPath,
      reply: EntryDetail,
    },
    ({ params }) => params,
  ),
  writes(
    updateEntry,
    {
      method: 'PATCH',
      url: '/api/registers/:register/entries/:id',
      title: '台帳の一行を書き換える',
      params: EntryPath,
      body: UpdateEntryBody,
      reply: Created,
    },
    ({ params, body, ifMatch }) => ({
      ...body,
      ...params,
      version: ifMatch ?? refuse('version-required'),
    }),
  ),
  reads(
    entryHistory,
    {
      url: '/api/registers/:register/entries/:id/history',
      title: '台帳の一行の履歴',
      params: EntryPath,
      reply: Type.Array(EntryVersion),
    },
    ({ params }) => params,
  ),
  reads(
    entryReach,
    {
      url: '/api/registers/:register/entries/:id/reach',
      title: 'その日に届いた人',
      params: EntryPath,
      query: ReachAsk,
      reply: ReachView,
    },
    ({ params, query }) => ({ ...params, ...query }),
  ),
  reads(
    registerCounts,
    {
      url: '/api/registers/:register/counts',
      title: '持っている数と使っている数',
      params: RegisterPath,
      reply: Type.Array(CountRow),
    },
    ({ params }) => params,
  ),
  reads(
    registerDiagram,
    {
      url: '/api/registers/:register/diagram',
      title: '台帳から描く図',
      params: RegisterPath,
      reply: DiagramView,
    },
    ({ params }) => params,
  ),
  entryFileRoute,
  ...fileRoutes,
]
