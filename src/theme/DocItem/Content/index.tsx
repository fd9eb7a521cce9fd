import type { Props } from '@theme/DocItem/Content'
import Original from '@theme-original/DocItem/Content'
import { TryBar } from '../../TryBar/index.tsx'

/** A page of the documentation; on a narrow screen, a bar leads to its tester. */
export default function DocItemContent(props: Props) {
  return (
    <>
      <Original {...props} />
      <TryBar />
    </>
  )
}
