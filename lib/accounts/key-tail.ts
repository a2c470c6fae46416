/** All that is ever shown of a key: the last four characters of its id. */
export const keyTail = ({ accessKey }: { accessKey: string }): string => accessKey.slice(-4)
