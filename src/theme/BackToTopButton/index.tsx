/** None that floats: it covers forms. src/theme/DocItem/Footer has a link instead. */
export default function BackToTopButton() {
  return null
}
