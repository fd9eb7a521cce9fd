/** `npm run build:lib`: compiles what the package publishes from src/ into lib/. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'

rmSync('lib', { recursive: true, force: true })
const { status } = spawnSync('tsc', ['-p', 'tsconfig.lib.json'], { stdio: 'inherit' })
if (status !== 0) process.exit(1)
// The package itself must not say "module" (Docusaurus cannot be built in one that does), so its folders do.
copyFileSync('src/package.json', 'lib/package.json')
