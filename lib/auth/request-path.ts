/** The request header in which proxy.ts tells pages their own path and query; a browser's own value is overwritten. */
export const requestPathHeader = 'x-countersign-path'
