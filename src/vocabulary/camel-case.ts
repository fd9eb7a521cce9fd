/** A member's name in the messages of AWS and in a form's fields: `KeyId` → `keyId`. */
export const lowerCamel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** The reverse of `lowerCamel`: `keyId` → `KeyId`. */
export const upperCamel = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
