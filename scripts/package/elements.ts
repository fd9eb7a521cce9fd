/** Prints the custom elements as JSON: the text of each file, by its path. Docusaurus cannot load the bundler into its own process. */
import { readFileSync } from 'node:fs'
import { operations } from '../../src/facts/index.ts'
import { elementFiles } from './bundles.ts'
import { elementStyleSheetsOf } from './styles.ts'

const css = readFileSync('src/components/qkms.css', 'utf8')
console.log(JSON.stringify(await elementFiles(Object.keys(operations), elementStyleSheetsOf(css))))
