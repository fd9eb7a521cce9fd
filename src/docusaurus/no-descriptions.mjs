/**
 * Takes the descriptions out of what every page loads about all the others: only Docusaurus's cards for pages show them, and this site has none.
 *
 * @param {string} source - the JSON of a version of the documentation
 * @returns {string} the same without descriptions
 */
export default (source) => {
  const { version } = JSON.parse(source)
  const docs = Object.entries(version.docs).map(([id, { description, ...doc }]) => [id, doc])
  return JSON.stringify({ version: { ...version, docs: Object.fromEntries(docs) } })
}
