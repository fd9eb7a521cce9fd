import 'q-kms-docs/styles.css'

export const metadata = { title: 'Keys at Acme', icons: 'data:,' }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
