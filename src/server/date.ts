const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:\d\d)?)?$/i

/**
 * A date in ISO 8601, or YAML's likeness of it, in milliseconds since 1970; UTC unless it says otherwise. Undefined where it is none:
 * `Date.parse` takes much more, and takes it for the time of this machine.
 */
export const timeIn = (text: string): number | undefined => {
  const [, date, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? []
  const milliseconds = Date.parse(`${date}T${time}${zone.toUpperCase()}`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}
