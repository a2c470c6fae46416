/** The steps in the order of the wizard, each with the message key of its title. */
export const stepTitles = [
  { id: 'target', title: 'wizard.step.target' },
  { id: 'account', title: 'switch-phone-server.steps.account' },
  { id: 'model', title: 'switch-phone-server.steps.model' },
  { id: 'image', title: 'switch-phone-server.steps.image' },
  { id: 'network', title: 'wizard.step.network' },
  { id: 'access', title: 'wizard.step.access' },
  { id: 'disks', title: 'wizard.step.disks' },
  { id: 'danger', title: 'switch-phone-server.steps.danger' },
] as const
