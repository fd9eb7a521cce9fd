declare module '@generated/home/default/operations.json' {
  const groups: import('./home.ts').HomeGroups
  export default groups
}

declare module '@generated/home/default/walk.json' {
  const walk: import('./home.ts').HomeWalk
  export default walk
}

declare module '@generated/home/default/code.json' {
  const code: import('./home.ts').HomeCode
  export default code
}
