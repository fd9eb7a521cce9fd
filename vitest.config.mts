import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@site': resolve('.'), 'q-kms-docs/kit': resolve('src/components/index.ts') } },
  test: {
    // A limit ends what hangs. It is no measure of speed: RSA keys are made and processes start here, on a machine that may be busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['{src,scripts}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'consoles', include: ['tests/consoles/*.spec.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
      },
      { extends: true, test: { name: 'scripts', include: ['tests/scripts/*.spec.ts'] } },
      {
        extends: true,
        test: {
          name: 'embed',
          include: ['tests/embed/*.spec.ts'],
          globalSetup: 'tests/embed/setup.ts',
          fileParallelism: false,
          // What installs and builds a whole site of Docusaurus takes minutes on a busy machine.
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.spec.ts'],
          globalSetup: 'tests/browser/setup.ts',
          expect: { poll: { timeout: 120_000 } },
          // A browser for each: more would wait for one another.
          maxWorkers: 2,
        },
      },
    ],
  },
})
