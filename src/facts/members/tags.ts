import { list, string, structure } from '../../vocabulary/shapes.ts'

export const TagKey = string({ min: 1, max: 128 })

export const Tags = list(
  structure({
    TagKey: {
      type: TagKey,
      required: true,
      description: 'The tag’s name. `aws:` at its start is reserved.',
    },
    TagValue: { type: string({ min: 0, max: 256 }), required: true, description: 'The tag’s value; it may be empty.' },
  }),
)
