/** Tabs of this group are in step, on all pages and over visits. */
export const GROUP = 'client'
