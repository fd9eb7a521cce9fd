/** The bundler makes a text of a style sheet (scripts/build-lib.ts). */
declare module '*.css' {
  const css: string
  export default css
}
