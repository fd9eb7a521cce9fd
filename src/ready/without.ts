/** Props that a component does not take beside others. */
export type Without<Name extends PropertyKey> = { readonly [Property in Name]?: never }
