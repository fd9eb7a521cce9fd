export { CodeSamples as default } from 'q-kms-docs'
