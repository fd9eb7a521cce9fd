/** `text` as a word of a POSIX shell. */
export const word = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

/** A command with an option on each line. */
export const command = (lines: readonly string[]): string => lines.join(' \\\n  ')
