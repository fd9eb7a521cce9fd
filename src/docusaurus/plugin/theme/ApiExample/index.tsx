export { ApiExample as default } from 'q-kms-docs'
