export const resizePath = (projectId: string, serverId: string): string =>
  `/v1.1/${projectId}/cloudservers/${serverId}/resize`
