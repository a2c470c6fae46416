/** The id of the control of a form field, so that an error summary can lead to it: `field-network.vpcId`. */
export const fieldId = (name: string): string => `field-${name}`
