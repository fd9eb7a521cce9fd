declare module '@generated/home/default/operations.json' {
  const groups: import('./home.ts').HomeGroups
  export default groups
}
