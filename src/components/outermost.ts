/** The classes of a component's outermost element, which belongs to the page: `name` is the component's own, `given` what the page has for it. */
export const outermost = (name = '', given = ''): string => ['qkms', name, given].filter(Boolean).join(' ')
