import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { requestTo, SANDBOX } from '../../src/emulator/test-client.ts'
import { serve } from '../../src/server/serve.ts'
import { environmentOf, execute, HERE, type Row, reasonOf, TO_INSTALL, TO_RUN } from './execution.ts'
import type { Recipe } from './families.ts'
import { commandsInText, shownInManual } from './manual.ts'

/** The file that a recipe is written to and run from. */
const PROGRAM = 'program'

/** What the page shows does what it says against a server of its own, and fails there once the key is disabled. */
export const recipeRow = async (family: string, client: string, recipe: Recipe): Promise<Row> => {
  const { page, version, files = [], code, after = [], run, key, prints, tls } = recipe
  try {
    for (const command of recipe.fetch ?? []) await execute(command, HERE, TO_INSTALL)
  } catch (error) {
    return { client, result: `skipped: it could not be fetched: ${reasonOf(error)}` }
  }
  const folder = `${HERE}/.recipes/${page}`
  const write = (name: string, text: string) => {
    mkdirSync(dirname(`${folder}/${name}`), { recursive: true })
    writeFileSync(`${folder}/${name}`, text)
  }
  const server = await serve({ port: 0, ...(tls && { tls }) })
  const env = {
    ...environmentOf(server.url, server.authority, false),
    PATH: [`${HERE}/${family}/.built`, process.env.PATH].join(delimiter),
    ...recipe.env,
  }
  const perform = () => execute(run, folder, TO_RUN, env)
  try {
    for (const file of files) write(file, shownInManual(page, file))
    write(PROGRAM, [shownInManual(page, code).trimEnd(), ...commandsInText(page, after), ''].join('\n'))
    const { stdout, stderr } = await perform()
    if (!prints.test(stdout + stderr)) return { client, result: `FAILED: ${reasonOf({ stderr, stdout })}` }
    await server.emulator.fetch(requestTo('DisableKey', { KeyId: SANDBOX[key] }))
    const refusal = await perform().catch(reasonOf)
    const outcomes = new Set(server.emulator.calls().map(({ outcome }) => outcome))
    const refused = [...outcomes].filter((outcome) => outcome !== 'success').join(', ')
    const result = typeof refusal === 'string' && outcomes.has('DisabledException') ? 'ok' : `FAILED: not refused: ${refused}`
    return { client, ...(version && { version }), task: `“${code}” of ${page}`, refused, result }
  } catch (error) {
    return { client, result: `FAILED: ${reasonOf(error)}` }
  } finally {
    await server.close()
  }
}
