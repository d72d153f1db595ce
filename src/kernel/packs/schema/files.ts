import type { TSchema } from 'typebox'
import { casesSchema, organizationSchema } from './cases.ts'
import {
  accountsSchema,
  classificationSchema,
  conditionsSchema,
  contactsSchema,
  englishSchema,
  grantsSchema,
  handlingSchema,
  packSchema,
  postsSchema,
  provisionsSchema,
  rolesSchema,
} from './policy.ts'
import { checklistSchema } from './checklists.ts'
import { choicesSchema } from './choices.ts'
import { documentSchema } from './documents.ts'
import { coursesSchema } from './courses.ts'
import { librarySchema } from './library.ts'
import { registerSchema } from './registers.ts'
import { procedureSchema } from './procedures.ts'
import { roundsSchema } from './rounds.ts'

/**
 * One kind of file in a pack. `each` files are one mechanism each, named by their id key; the
 * others are one to a pack.
 */
export interface FileKind {
  readonly path: RegExp
  readonly schema: TSchema
  /** The key that names the mechanism of the file. */
  readonly idKey?: string
  /** A list of all files of this kind is joined; maps are laid over each other. */
  readonly joined?: boolean
}

/** All files that a pack may hold. */
export const fileKinds = {
  pack: { path: /^pack\.yaml$/, schema: packSchema },
  provisions: { path: /^provisions(\/[^/]+)?\.yaml$/, schema: provisionsSchema, joined: true },
  posts: { path: /^posts\.yaml$/, schema: postsSchema },
  roles: { path: /^roles\.yaml$/, schema: rolesSchema },
  classification: { path: /^classification\.yaml$/, schema: classificationSchema },
  handling: { path: /^handling\.yaml$/, schema: handlingSchema },
  registers: { path: /^registers\/[^/]+\.yaml$/, schema: registerSchema, idKey: 'register' },
  procedures: { path: /^procedures\/[^/]+\.yaml$/, schema: procedureSchema, idKey: 'procedure' },
  checklists: { path: /^checklists\/[^/]+\.yaml$/, schema: checklistSchema, idKey: 'checklist' },
  documents: { path: /^documents\/[^/]+\.yaml$/, schema: documentSchema, idKey: 'document' },
  rounds: { path: /^rounds\.yaml$/, schema: roundsSchema },
  courses: { path: /^courses\.yaml$/, schema: coursesSchema },
  choices: { path: /^organization\.yaml$/, schema: choicesSchema },
  conditions: { path: /^conditions\.yaml$/, schema: conditionsSchema },
  accounts: { path: /^accounts\.yaml$/, schema: accountsSchema },
  contacts: { path: /^contacts\.yaml$/, schema: contactsSchema },
  grants: { path: /^grants\.yaml$/, schema: grantsSchema },
  english: { path: /^en\.yaml$/, schema: englishSchema },
  library: { path: /^library(\/[^/]+)?\.yaml$/, schema: librarySchema, joined: true },
  organization: { path: /^cases\/organization\.yaml$/, schema: organizationSchema },
  cases: { path: /^cases\/(?!organization\.yaml$)[^/]+\.yaml$/, schema: casesSchema, joined: true },
} as const satisfies Record<string, FileKind>

export type FileKindName = keyof typeof fileKinds

/** Kinds whose files are one mechanism each. */
export type FolderKind = 'registers' | 'procedures' | 'checklists' | 'documents'
const folders: ReadonlySet<string> = new Set<FolderKind>([
  'registers',
  'procedures',
  'checklists',
  'documents',
])

/** Whether the files of a kind are one mechanism each, in a folder of that name. */
export function isFolder(kind: string): kind is FolderKind {
  return folders.has(kind)
}

/**
 * What a path below the pack's folder is; undefined where it is no file of a pack. `demo/` belongs
 * to the demonstration and is passed over.
 */
export function fileKindOf(path: string): FileKindName | 'elsewhere' | undefined {
  if (path.startsWith('demo/')) return 'elsewhere'
  for (const [name, kind] of Object.entries(fileKinds))
    if (kind.path.test(path)) return name as FileKindName
  return undefined
}
