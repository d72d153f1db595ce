/** The page of a mechanism. */
export function linkOf(path: string): string | null {
  const [folder, id] = path.split('/')
  if (folder === 'roles') return '/organization/roles'
  if (folder === 'registers') return `/registers/${id}`
  if (folder === 'procedures') return `/cases?procedure=${id}`
  if (folder === 'documents') return '/documents'
  if (folder === 'contacts') return '/organization/contacts'
  if (folder === 'rounds') return `/rounds/${id}`
  if (folder === 'checklists') return '/findings'
  return folder === 'handling' || folder === 'classification' ? '/ask' : null
}
