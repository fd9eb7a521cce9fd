/** The control of a member; in JSON mode the text. Undefined where the form has none. */
export const controlOf = (form: ParentNode | null | undefined, member: string): HTMLElement | undefined =>
  form?.querySelector<HTMLElement>(
    `[data-member="${CSS.escape(member)}"] :is(input, select, textarea, button:not(.qkms-remove))`,
  ) ??
  form?.querySelector<HTMLElement>('.qkms-json') ??
  undefined
