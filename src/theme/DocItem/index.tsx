import type { Props } from '@theme/DocItem'
import Original from '@theme-original/DocItem'

/** A page of the documentation. One with a single tester is laid out for a console beside the text from its first line on. */
export default function DocItem(props: Props) {
  const hasConsole = 'hasConsole' in props.content && props.content.hasConsole === true
  return (
    <div className={hasConsole ? 'with-console' : undefined}>
      <Original {...props} />
    </div>
  )
}
