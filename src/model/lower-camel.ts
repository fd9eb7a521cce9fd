/** A member's name in the service's messages and in a form's fields: `KeyId` → `keyId`. */
export const lowerCamel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
