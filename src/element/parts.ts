import { options, type VNode } from 'preact'

/** The parts that a page can style, by the class that the kit's sheet knows them by. */
export const PARTS: Readonly<Record<string, string>> = {
  'qkms-tester': 'tester',
  'qkms-title': 'title',
  'qkms-button': 'button',
  'qkms-primary': 'primary-button',
  'qkms-field': 'field',
  'qkms-response': 'response',
  'qkms-status': 'status',
  'qkms-error': 'error',
  'qkms-figure': 'figure',
  'qkms-code': 'code',
  'qkms-params': 'table',
  'qkms-samples': 'samples',
  'qkms-tab': 'tab',
}

const partsIn = (classes: string): string =>
  classes
    .split(' ')
    .flatMap((name) => (Object.hasOwn(PARTS, name) ? PARTS[name] : []))
    .join(' ')

/** Gives the elements that the components make their parts. */
export const nameParts = (): void => {
  const before = options.vnode
  options.vnode = (node: VNode<{ className?: unknown; class?: unknown; part?: unknown }>) => {
    const { className, class: other } = node.props
    const classes = typeof node.type === 'string' ? (className ?? other) : undefined
    const part = typeof classes === 'string' && partsIn(classes)
    if (part) node.props.part = part
    before?.(node)
  }
}
