export { ParamsTable as default } from 'q-kms-docs'
