// biome-ignore-all lint/a11y/noRedundantRoles: narrow pages lay the cells out as blocks, and some browsers then forget the table
'use client'
import type { ComponentProps, ReactNode } from 'react'
import type { Row } from '../../vocabulary/project.ts'
import { outermost } from '../outermost.ts'
import { Details } from './Details.tsx'
import { anchorOf, prefixOf, unfold } from './rows.ts'
import { useTableTexts } from './use-table-texts.ts'
import '../qkms.css'

interface ParamsTableProps extends Omit<ComponentProps<'table'>, 'children' | 'prefix'> {
  readonly parameters: readonly Row[]
  /** Shown above the table; without it, screen readers get one by the prefix. */
  readonly caption?: string
  /** First part of each row's anchor. Default: `header` where the rows are HTTP headers, else `request`. */
  readonly prefix?: string
}

/** The link navigates as any does; the copy comes on top. */
const copyTarget = ({ currentTarget }: { readonly currentTarget: HTMLAnchorElement }) => {
  navigator.clipboard?.writeText(currentTarget.href).catch(() => undefined)
}

/**
 * Parameters with type, whether they are required, and description. Every row can be linked to (`#request-KeyId`).
 *
 * @example <ParamsTable parameters={parametersOf(IssueToken)} />
 */
export default function ParamsTable({
  parameters,
  caption,
  prefix = prefixOf(parameters),
  className,
  style,
  ...rest
}: ParamsTableProps): ReactNode {
  const texts = useTableTexts()
  if (parameters.length === 0) return <p className="qkms qkms-none">{texts.none}</p>
  const several = new Set(parameters.map((row) => row.in)).size > 1
  // Whether a member is required says nothing about a response.
  const necessity = prefix !== 'response' || parameters.some(({ required }) => required)
  return (
    <div className={outermost('qkms-params', className)} style={style}>
      <table role="table" {...rest}>
        <caption className={caption === undefined ? 'qkms-sr' : undefined}>
          {caption ?? (prefix in texts.captions ? texts.captions[prefix as keyof typeof texts.captions] : texts.captions.other)}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {texts.name}
            </th>
            <th role="columnheader" scope="col">
              {texts.type}
            </th>
            {necessity && (
              <th role="columnheader" scope="col">
                {texts.required}
              </th>
            )}
            <th role="columnheader" scope="col">
              {texts.description}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {unfold(parameters).map((unfolded) => {
            const { row, parents } = unfolded
            const anchor = anchorOf(prefix, unfolded)
            const Name = row.isOption ? 'span' : 'code'
            return (
              <tr role="row" key={anchor} id={anchor} data-depth={parents.length}>
                <th role="rowheader" scope="row">
                  <Name>
                    {parents.length > 0 && <span className="qkms-sr">{parents.join('.')}.</span>}
                    {row.name}
                  </Name>
                  <a
                    className="qkms-anchor"
                    href={`#${anchor}`}
                    aria-label={texts.linkTo([...parents, row.name].join('.'))}
                    onClick={copyTarget}
                  >
                    #
                  </a>
                  {row.deprecated && <span className="qkms-badge">{texts.deprecated}</span>}
                </th>
                <td role="cell" data-label={texts.type}>
                  {row.type}
                  {row.in && parents.length === 0 && several && <span className="qkms-badge">{texts.in[row.in]}</span>}
                </td>
                {necessity && (
                  <td role="cell" data-required={row.required}>
                    {row.isOption ? texts.alternative : row.required ? texts.required : texts.optional}
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
