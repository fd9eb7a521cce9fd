const CONTROLS = ['input:not([hidden]), select, textarea', 'button:not(.qkms-remove)']

/** The control of a member; in JSON mode the text. Undefined where the form has none. */
export const controlOf = (form: ParentNode | null | undefined, member: string): HTMLElement | undefined => {
  const field = form?.querySelector(`[data-member="${CSS.escape(member)}"]`)
  const all = field ? CONTROLS.flatMap((kind) => field.querySelector<HTMLElement>(kind) ?? []) : []
  return all[0] ?? form?.querySelector<HTMLElement>('.qkms-json') ?? undefined
}
