/** The book's answers to: may it be tried again, who can do something, and which part of the cloud says it. */
export const answers = {
  retry: {
    yes: 'Yes, as it is.',
    wait: 'Yes, after a while.',
    look: 'Look first: it may have been carried out all the same.',
    no: 'Not as it is: the same would be refused again.',
  },
  fixer: {
    requester: 'Whoever asks for the change',
    owner: 'An owner of the account in Countersign',
    cloud_admin: 'An administrator of the cloud account, at the vendor’s',
    vendor: 'The vendor’s support',
    nobody: 'Nobody has to: it settles by itself',
  },
  service: {
    cph: 'Cloud phones',
    workspace: 'Workspace',
    ecs: 'ECS',
    bss: 'Billing',
    gateway: 'Gateway',
    network: 'Networks and keys',
    console: 'This console',
  },
} as const
