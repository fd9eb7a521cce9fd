import type { Props } from '@theme/DocItem'
import Original from '@theme-original/DocItem'
import { Tryable } from '../../components/Tryable.tsx'
import { REFERENCE } from '../../ready/routes.ts'

/**
 * A page of the documentation. One with a single tester is laid out for a console beside the text from its first line on, and where it is that of
 * an operation, its examples can be sent from there.
 */
export default function DocItem(props: Props) {
  const { metadata } = props.content
  const hasConsole = 'hasConsole' in props.content && props.content.hasConsole === true
  const page = <Original {...props} />
  return (
    <div className={hasConsole ? 'with-console' : undefined}>
      {hasConsole && metadata.permalink.includes(REFERENCE) ? <Tryable operation={metadata.title}>{page}</Tryable> : page}
    </div>
  )
}
