/**
 * The shapes that several operations share, named as the protocol names them. A file for each subject: a page loads those that
 * its operation needs.
 */
export * from './members/access.ts'
export * from './members/agreement.ts'
export * from './members/common.ts'
export * from './members/data-keys.ts'
export * from './members/encryption.ts'
export * from './members/expiration.ts'
export * from './members/import.ts'
export * from './members/key-metadata.ts'
export * from './members/keys.ts'
export * from './members/listing.ts'
export * from './members/macs.ts'
export * from './members/recipient.ts'
export * from './members/rotation.ts'
export * from './members/signing.ts'
export * from './members/tags.ts'
export * from './members/usage.ts'
