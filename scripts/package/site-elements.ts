import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PluginModule } from '@docusaurus/types'

const NAME = 'elements'

const filesOf = async (siteDir: string): Promise<Readonly<Record<string, string>>> => {
  const program = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', join(siteDir, 'scripts/package/elements.ts')]
  const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: siteDir, maxBuffer: 2 ** 26 })
  return JSON.parse(stdout)
}

/** A Docusaurus plugin that puts the custom elements of the package below the base URL of this site, as `elements.js` and the files beside it. */
export const siteElements: PluginModule = ({ siteDir }) => {
  let files: ReturnType<typeof filesOf> | undefined
  return {
    name: NAME,
    configureWebpack: (_, isServer) => ({
      plugins: isServer
        ? []
        : [
            {
              apply: ({ hooks, webpack }) =>
                hooks.thisCompilation.tap(NAME, (compilation) =>
                  compilation.hooks.processAssets.tapPromise(
                    // They are as small as they get when they come.
                    { name: NAME, stage: webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT },
                    async () => {
                      files ??= filesOf(siteDir)
                      for (const [name, text] of Object.entries(await files))
                        compilation.emitAsset(name, new webpack.sources.RawSource(text))
                    },
                  ),
                ),
            },
          ],
    }),
  }
}
