const port = (name: string, listenPort: number) => ({
  name,
  listen_port: listenPort,
  internet_accessible: 'true',
})

/** What the form refuses of a placement and the cloud's document cannot say. The other way round there is nothing. */
export const onlyOursCanSay = [
  {
    what: 'the document counts characters where the cloud counts UTF-8 bytes',
    messages: ['errors.tooManyBytes'],
    example: { phone_model_name: '云'.repeat(22) },
  },
  {
    what: 'the document cannot compare the names of two ports',
    messages: ['errors.portNameTwice'],
    example: { ports: [port('web', 20_000), port('web', 20_001)] },
  },
  {
    what: 'the document cannot compare the numbers of two ports',
    messages: ['errors.portTwice'],
    example: { ports: [port('web', 20_000), port('chat', 20_000)] },
  },
  {
    what: 'the document does not read the JSON text of a property',
    messages: ['errors.propertyJson', 'errors.propertyKey', 'errors.propertyValue'],
    example: { property: '{"ro.serialno":"1"}' },
  },
]
