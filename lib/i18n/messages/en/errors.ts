export const errors = {
  required: 'Fill this in',
  invalid: 'Check this value',
} as const
