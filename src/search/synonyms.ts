/**
 * Words that readers bring along, and the words that the pages have for them. What one page alone is called stands in its
 * `keywords`.
 */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  add: ['create'],
  authorization: ['permission', 'policy'],
  destroy: ['delete'],
  erase: ['delete'],
  make: ['create'],
  paginate: ['marker', 'truncated'],
  pagination: ['marker', 'truncated'],
  remove: ['delete'],
  rename: ['update'],
  restore: ['cancel'],
  revert: ['cancel'],
  undelete: ['cancel'],
  undo: ['cancel'],
}
