// biome-ignore-all lint/a11y/noRedundantRoles: narrow pages lay the cells out as blocks, and some browsers then forget the table
import type { ComponentProps, ReactNode } from 'react'
import type { Row } from '../../vocabulary/project.ts'
import { Details } from './Details.tsx'
import { anchorOf, prefixOf, unfold } from './rows.ts'
import '../qkms.css'

interface ParamsTableProps extends Omit<ComponentProps<'table'>, 'children' | 'prefix'> {
  readonly parameters: readonly Row[]
  /** Shown above the table; without it, screen readers get one by the prefix. */
  readonly caption?: string
  /** First part of each row's anchor. Default: `header` where the rows are HTTP headers, else `request`. */
  readonly prefix?: string
}

const CAPTIONS: Readonly<Record<string, string>> = {
  header: 'Request headers',
  request: 'Request parameters',
  response: 'Response elements',
}

/** The link navigates as any does; the copy comes on top. */
const copyTarget = ({ currentTarget }: { readonly currentTarget: HTMLAnchorElement }) => {
  navigator.clipboard?.writeText(currentTarget.href).catch(() => undefined)
}

/** Parameters with type, whether they are required, and description. Every row can be linked to (`#request-KeyId`). */
export default function ParamsTable({
  parameters,
  caption,
  prefix = prefixOf(parameters),
  ...rest
}: ParamsTableProps): ReactNode {
  if (parameters.length === 0) return <p className="qkms qkms-none">None.</p>
  // Whether a member is required says nothing about an answer.
  const necessity = prefix !== 'response' || parameters.some(({ required }) => required)
  return (
    <div className="qkms qkms-params">
      <table role="table" {...rest}>
        <caption className={caption === undefined ? 'qkms-sr' : undefined}>{caption ?? CAPTIONS[prefix] ?? 'Parameters'}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Name
            </th>
            <th role="columnheader" scope="col">
              Type
            </th>
            {necessity && (
              <th role="columnheader" scope="col">
                Required
              </th>
            )}
            <th role="columnheader" scope="col">
              Description
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {unfold(parameters).map((unfolded) => {
            const { row, parents } = unfolded
            const anchor = anchorOf(prefix, unfolded)
            return (
              <tr role="row" key={anchor} id={anchor} data-depth={parents.length}>
                <th role="rowheader" scope="row">
                  <code>
                    {parents.length > 0 && <span className="qkms-sr">{parents.join('.')}.</span>}
                    {row.name}
                  </code>
                  <a
                    className="qkms-anchor"
                    href={`#${anchor}`}
                    aria-label={`Link to ${[...parents, row.name].join('.')}`}
                    onClick={copyTarget}
                  >
                    #
                  </a>
                  {row.deprecated && <span className="qkms-badge">Deprecated</span>}
                </th>
                <td role="cell" data-label="Type">
                  {row.type}
                </td>
                {necessity && (
                  <td role="cell" data-required={row.required}>
                    {row.required ? 'Required' : 'Optional'}
                  </td>
                )}
                <td role="cell">
                  <Details row={row} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
