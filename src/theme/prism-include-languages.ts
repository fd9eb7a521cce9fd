/** The theme calls it when a page opens. The languages come with the library: see prism.tsx. */
export default function prismIncludeLanguages(): void {}
