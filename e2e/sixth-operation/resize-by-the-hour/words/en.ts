export const words = {
  flavor: 'New flavor',
  help: 'A toy: no price and no list to choose from.',
  server: 'Server',
} as const
